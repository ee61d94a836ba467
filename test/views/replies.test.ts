import { expect, test } from 'vitest'
import { help } from '../../src/slack/views/replies/help.ts'
import { list } from '../../src/slack/views/replies/list.ts'
import { phasePage } from '../../src/slack/views/replies/phase-page.ts'
import { refusal, suggestion, unexpected } from '../../src/slack/views/replies/refusal.ts'
import { status } from '../../src/slack/views/replies/status.ts'
import { timeline } from '../../src/slack/views/replies/timeline.ts'
import { ana, at, entry, incident, mia, now, nqba, playbook, run, worked } from './examples.ts'
import { readable } from './readable.ts'

test('the timeline reads as what people did, and turns its pages', () => {
  const entries = [
    entry({ type: 'declared', number: 42, title: 'Dynex is down', severity: 'p0', commander: ana }, 2),
    entry({ type: 'acknowledged' }, 3),
    entry(
      { type: 'step-skipped', run: 'r1', step: '0.3', title: 'Ask Dynex support', reason: 'they called us' },
      6,
    ),
    entry({ type: 'remediation-approved', id: 'rem-1', hash: 'h1' }, 7, mia),
  ]
  expect(readable(timeline({ incident: worked, entries, page: 1, pages: 3 }))).toMatchSnapshot()
})

test('status says what the card says, without its buttons', () => {
  const shown = readable(status({ incident: worked, service: nqba, runs: [{ run, playbook }], now }))
  expect(shown).toMatchSnapshot()
  expect(shown).not.toContain('[')
})

test('the list of incidents is empty, or two lines each', () => {
  expect(readable(list([]))).toContain('No open incidents')
  const one = {
    number: 42,
    title: 'Dynex is down',
    status: 'acknowledged',
    severity: 'p0',
    service: 'nqba',
    owner: ana,
    channel: 'C00000INC42',
    openedAt: at(2),
  }
  expect(readable(list([one]))).toMatchSnapshot()
})

test('help shows what to type, and an example', () => {
  const shown = help([
    {
      slash: '/incident',
      usage: '<severity> [service] <title...>',
      summary: 'Open an incident and its channel',
      examples: ['p0 nqba Dynex is down'],
    },
    {
      slash: '/incident',
      name: 'sev',
      usage: '<severity>',
      summary: 'Change the severity',
      examples: ['p1'],
    },
  ])
  expect(readable(shown)).toMatchSnapshot()
})

test('no, a guess, and our own fault', () => {
  const shown = [
    refusal(`Only <@${ana}> can resolve a P0. Ask there, or take command with \`/incident lead\`.`),
    suggestion({ says: 'I do not know "svr".', command: '/incident sev p1' }),
    suggestion({ says: 'A severity is missing.', usage: '/incident sev <severity>' }),
    unexpected('m4x7q'),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('all steps of a long phase are a page away', () => {
  const steps = Array.from({ length: 1000 }, (_, n) => ({ kind: 'do' as const, title: `Step number ${n}` }))
  const picture = {
    of: 'phase' as const,
    incident,
    run: { ...run, phases: [{ added: [] }], steps: {} },
    playbook: { ...playbook, phases: [{ name: 'Everything', steps, branches: [] }] },
    phase: 0,
    now,
  }
  expect(readable(phasePage(picture, 50))).toMatchSnapshot()
  expect(readable(phasePage(picture, 9999))).toContain('Page 125 of 125 · 1000 steps')
})
