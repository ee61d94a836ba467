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

const onCall = 'On-call: @maria (primary), @joe. Escalate to shop-lead@example.com after 20 minutes.'

test.each([
  ['below the title', `# Till\n\n${onCall}\n\n## Drawer\n\n- pull\n`],
  ['below Contacts', `# Till\n\n## Drawer\n\n- pull\n\n## Contacts\n\n${onCall}\n`],
  [
    'in a list of contacts',
    `# Till\n\n## Drawer\n\n- pull\n\n## On-call\n\n- ${onCall.replace('. ', '.\n- ')}\n`,
  ],
  ['in front of what to do', `# Till\n\n## Drawer\n\n${onCall}\n\nIt happens.\n\n- pull\n`],
])(
  'a sentence %s that says who is on call and who is next, and when, gives levels of escalation',
  (_, text) => {
    const { escalation } = service(text)
    expect(escalation).toEqual([
      { name: 'On-call: @maria (primary), @joe' },
      { name: 'shop-lead', people: ['shop-lead'], after: '20m' },
    ])
    const yaml = fileOf(drafts(text), 'shop/service.yml')
    expect(yaml).toMatch(/DECIDE: who is this\?.*\n.*(?:\n.*)?name: "?On-call/)
    expect(yaml).toContain('DECIDE: after: is it counted from the declaration?')
  },
)

test.each([
  ['If nobody answers within 15 minutes, page the shop lead.', { name: 'the shop lead', after: '15m' }],
  ['If there is no answer after 1 hour, call @ada.', { name: '@ada', after: '1h' }],
  ['After 30 minutes escalate to the head of tills.', { name: 'the head of tills', after: '30m' }],
  ['Escalate to #till-leads within 10 minutes', { name: '#till-leads', after: '10m' }],
])('“%s” is a level of escalation', (sentence, level) => {
  expect(service(`# Till\n\n## Escalation\n\n${sentence}\n\n## Drawer\n\n- pull\n`).escalation).toEqual([
    level,
  ])
})

test('other sentences about people are no level', () => {
  const text =
    '# Till\n\n## Contacts\n\nAfter 20 minutes the lamp goes out. Do not escalate to anybody.\n\n## Drawer\n\n- pull\n'
  expect(service(text).escalation).toBeUndefined()
})
