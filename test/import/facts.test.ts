import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { drafts, fileOf, stepsOf } from './laws.ts'

const service = (text: string) => parse(fileOf(drafts(text), 'shop/service.yml'))
const book = (text: string) => parse(drafts(text).files.at(-1)?.text ?? '')

test('a table of HTML is a table, and its severities are the service’s wherever it stands', () => {
  const text = `Incidents are sorted by severity.

<table class="x">
  <thead>
    <tr>
      <th>Severity</th>
      <th>Description</th>
      <th>Response time</th>
    </tr>
  </thead>
  <tr>
    <td>SEV-1</td>
    <td>
      <p>No till works.</p>
      <ul><li>Nobody can pay.</li></ul>
    </td>
    <td>5 minutes</td>
  </tr>
  <tr><td>SEV-2</td><td>Some tills fail.</td><td>1 hour</td></tr>
</table>
`
  expect(service(text).severities).toEqual({
    p0: { definition: 'No till works. Nobody can pay.', respondWithin: '5m' },
    p1: { definition: 'Some tills fail.', respondWithin: '1h' },
  })
  expect(stepsOf(drafts(text)).length).toBeLessThan(3)
})

test('where there is a SEV0, SEV1 is the second', () => {
  const { severities } = service(
    '## Severity levels\n\n- **SEV0**: all is lost\n- **SEV1**: much is lost\n\n# Till\n\n- look\n',
  )
  expect(severities).toEqual({ p0: { definition: 'all is lost' }, p1: { definition: 'much is lost' } })
})

test('how soon somebody acknowledges is read out of a sentence', () => {
  const { severities } = service(
    '# Till\n\n## Pager policy\n\n- Severity 1: page both, target ack < 5 min\n\n## Drawer\n\n- pull\n',
  )
  expect(severities.p0).toMatchObject({ respondWithin: '5m' })
})

test('levels of escalation without an address are levels', () => {
  const { escalation } = service(
    '# Till\n\n## Escalation contacts\n\n| Level | Who | When |\n|---|---|---|\n| L1 | Clerk | at once |\n| L2 | Smith | after 30 minutes |\n\n## Drawer\n\n- pull\n',
  )
  expect(escalation).toEqual([
    { name: 'Level 1: Clerk · at once' },
    { name: 'Level 2: Smith · after 30 minutes', after: '30m' },
  ])
})

test('alerts and severity are found in a paragraph about the alert, and in a list of alerts', () => {
  const found = book(
    '# Runbook: Till is slow\n\n## Alert information\n\n**Alert Name:** `TillSlow`  \n**Severity:** P1  \n**Drawer:** left\n\n## Detection & Symptoms\n\n### Alerts\n\n```\n- TillVerySlow: till_seconds > 5\n```\n\n### Symptoms\n\n- people wait\n\n## Resolution\n\n- pull\n',
  )
  expect(found.detect.alerts).toEqual(['TillSlow', 'TillVerySlow'])
  expect(found.detect.symptoms).toEqual(['people wait'])
  expect(found.declare).toEqual(['p1'])
  expect(found.title).toBe('Till is slow')
})

test('a document about one failure is one playbook', () => {
  const { files } = drafts(
    '# Till failure runbook\n\n## Automated response\n\n- it restarts\n\n## Manual intervention steps\n\n### 1. Look\n\n- look\n\n### 2. Pull\n\n- pull\n\n## Success criteria\n\n- it is open\n',
  )
  expect(files.filter(({ kind }) => kind === 'playbook').map(({ title }) => title)).toEqual([
    'Till failure runbook',
  ])
})
