import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Imported } from '../../src/import/import-runbook.ts'
import { drafts, fileOf } from './laws.ts'

const books = ({ files }: Imported) =>
  files.flatMap(({ kind, text }) => (kind === 'playbook' || kind === 'checklist' ? [parse(text)] : []))

const titles = (text: string) => books(drafts(text)).map(({ title }) => title)

test.each([
  ['TillPodCrashLooping', ['TillPodCrashLooping']],
  ['tillMembersDown', ['tillMembersDown']],
  ['CPUThrottlingHigh', ['CPUThrottlingHigh']],
  ['TillAPIDown', ['TillAPIDown']],
  ['`TillSlow`', ['TillSlow']],
  ['Alert: "Till is slow"', ['Till is slow']],
  ['PostgreSQL', undefined],
  ['OpenShift', undefined],
  ['Restart the till', undefined],
])('a playbook called %s is offered for the alerts %j', (heading, alerts) => {
  const [book] = books(drafts(`# ${heading}\n\n- look at the till\n`))
  expect(book.detect?.alerts).toEqual(alerts)
})

test('above Meaning and Diagnosis stands an alert, whatever it is called, and "Alert:" below a heading names others', () => {
  const [book] = books(
    drafts(
      '# TillProxy\n\n**Alerts**: `TillProxyOdd`, `TillProxyGone`\n\n## Meaning\n\nThe proxy is odd.\n\n## Diagnosis\n\n- look\n',
    ),
  )
  expect(book.detect.alerts).toEqual(['TillProxy', 'TillProxyOdd', 'TillProxyGone'])
})

test('parts with parts of their own are one response, and not a playbook each', () => {
  const text = `# Till runbook: broken drawer

## Impact
- Nobody gets change

## Immediate actions (0-5 minutes)

### 1. Verify the drawer
- pull it
### 2. Check the lock
- turn the key

## Diagnosis (5-15 minutes)
### Cause analysis
- look inside
`
  expect(titles(text)).toHaveLength(1)
})

test.each([
  ['English', ['Step 1: Pull', 'Step 2: Push']],
  ['German', ['Schritt 1 – Ziehen', 'Schritt 2 – Drücken']],
  ['French', ['Étape 1 : Tirer', 'Étape 2 : Pousser']],
])('numbered steps in %s are phases of one playbook', (_, [first, second]) => {
  expect(titles(`# Drawer\n\n## ${first}\n\n- a\n\n## ${second}\n\n- b\n\n## Other things\n\n- c\n`)).toEqual(
    ['Drawer'],
  )
})

test('a German runbook has its phases, and says in its summary what it is for', () => {
  const [book, ...more] = books(
    drafts(
      '# Kasse steht\n\n## Zweck\n\nDie Kasse läuft wieder.\n\n## Symptome\n\n- Schublade klemmt\n\n## Diagnose\n\n- Schublade ansehen\n\n## Behebung\n\n- Schublade ölen\n',
    ),
  )
  expect(more).toEqual([])
  expect(book.summary).toContain('Die Kasse läuft wieder')
  expect(book.detect.symptoms).toEqual(['Schublade klemmt'])
  expect(book.phases.map(({ name }: { name: string }) => name)).toEqual(['Diagnose', 'Behebung'])
})

test.each(['Quick links', 'Service overview', 'Dependencies', 'Useful links'])(
  '“%s” is no playbook, and is kept with the service',
  (heading) => {
    const imported = drafts(
      `# Till\n\n## ${heading}\n\n- Bank: the second till\n\n## Drawer is stuck\n\n- pull it\n`,
    )
    expect(books(imported).map(({ title }) => title)).toEqual(['Drawer is stuck'])
    expect(fileOf(imported, 'shop/service.yml')).toContain('Bank: the second till')
  },
)

test('what somebody does is no fact, though its title speaks of metrics or of being on call', () => {
  const text =
    '# On-call runbook\n\n## Failed to collect metrics\n\n### Symptoms\n\n- no graph\n\n### Solution\n\n- wait\n\n## Drawer\n\n- pull it\n'
  expect(titles(text)).toEqual(['Failed to collect metrics', 'Drawer'])
})

test('the first two or three minutes are three', () => {
  const [book] = books(drafts('# Till\n\n## Immediate questions (first 2–3 minutes)\n\n- is it open?\n'))
  expect(book.phases[0].within).toBe('3m')
})
