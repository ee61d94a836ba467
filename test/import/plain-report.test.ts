import { expect, test } from 'vitest'
import { plainReport } from '../../src/import/plain-report.ts'
import { drafts } from './laws.ts'

const report = (text: string, lint = { files: 9, errors: 0, warnings: 1, hints: 0 }) =>
  plainReport({ ...drafts(text), source: 'shop.md', out: 'the draft', lint })

test('the report for a phone is sentences, with one and many told apart', () => {
  expect(report('# Till\n\n- pull\n')).toEqual([
    '1 playbook and 0 checklists for shop, with 1 step for people.',
    '7 places are marked DECIDE. Lint finds 0 errors and 1 warning.',
    '2 of 2 lines encoded, none left over.',
  ])
})

test('what is left over is told row by row behind the sentence that counts it', () => {
  const text = `---
owner: tills
---
# Till

## Table of Contents

- [Drawer](#drawer)

## Drawer

- pull
- tell customers

\`\`\`sh
kubectl get pods -l app=till
kubectl rollout restart deployment/till
\`\`\`
`
  const [made, , lines, empty, ...rows] = report(text)
  expect(made).toBe(
    '1 playbook and 0 checklists for shop, with 1 check, 1 fix, 1 message to send and 1 step for people.',
  )
  expect(lines).toBe('8 of 13 lines encoded, 1 kept as a comment, 4 left over:')
  expect(empty).toBe('')
  expect(rows.join('\n')).toContain('about the document itself')
})

test('what is only markup is counted, and no row is promised', () => {
  expect(report('# Till\n\n---\n\n- pull\n')[2]).toBe('2 of 3 lines encoded, 1 left over, only markup.')
})
