import { expect, test } from 'vitest'
import type { Inline } from '../../../src/practice/page/app/text/ast.ts'
import { parseMarkdown } from '../../../src/practice/page/app/text/markdown.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })

test('headings, rules and paragraphs of a post-mortem are told apart', () => {
  expect(parseMarkdown('# INC-42\n\nDynex was **down**.\n\n---\n## Impact')).toEqual([
    { kind: 'heading', level: 1, inside: [text('INC-42')] },
    {
      kind: 'paragraph',
      inside: [text('Dynex was '), { kind: 'bold', inside: [text('down')] }, text('.')],
    },
    { kind: 'rule' },
    { kind: 'heading', level: 2, inside: [text('Impact')] },
  ])
})

test('a table keeps its columns and how they are aligned', () => {
  expect(parseMarkdown('| at | what |\n|---|--:|\n| 03:07 | `down` |')).toEqual([
    {
      kind: 'table',
      align: ['left', 'right'],
      head: [[text('at')], [text('what')]],
      rows: [[[text('03:07')], [{ kind: 'code', text: 'down' }]]],
    },
  ])
})

test('lists nest, and action items show whether they are done', () => {
  expect(parseMarkdown('- [x] fallback on\n- [ ] tell customers\n  - the big ones')).toMatchObject([
    {
      kind: 'list',
      items: [{ checked: true }, { checked: false, inside: [{ kind: 'paragraph' }, { kind: 'list' }] }],
    },
  ])
})

test('a fence is left alone, and an unsafe link stays text', () => {
  expect(parseMarkdown('```sh\nkubectl get *\n```')).toEqual([{ kind: 'pre', text: 'kubectl get *' }])
  expect(JSON.stringify(parseMarkdown('[x](javascript:alert(1))'))).not.toContain('"link"')
})
