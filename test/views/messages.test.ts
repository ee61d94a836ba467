import { expect, test } from 'vitest'
import { drawPicture } from '../../src/slack/views/index.ts'
import {
  ana,
  entry,
  handoff,
  incident,
  mia,
  now,
  nqba,
  offer,
  playbook,
  resolved,
  run,
  verified,
  worked,
} from './examples.ts'
import { readable } from './readable.ts'

test('the announcement says what is broken, who has it and where', () => {
  const shown = drawPicture({ of: 'announcement', incident: worked, service: nqba, offer, now })
  expect(readable(shown)).toMatchSnapshot()
})

test('the announcement of a resolved incident says how long it took', () => {
  const shown = drawPicture({ of: 'announcement', incident: resolved, service: nqba, offer, now })
  expect(readable(shown)).toMatchSnapshot()
})

test('entries for everybody are short', () => {
  const of = 'entry' as const
  const shown = [
    entry({ type: 'severity-changed', from: 'p1', to: 'p0' }),
    entry({ type: 'updated', text: 'Jobs run again, <@U0000000BOB|bob> watches.' }),
    entry({ type: 'mitigated' }),
    entry({ type: 'resolved', cause: 'Dynex lost a data centre' }),
    entry({ type: 'reopened' }),
    entry({ type: 'commander-changed', from: ana, to: mia }),
  ].map((one) => readable(drawPicture({ of, incident: resolved, entry: one, offer })))
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('evidence leads with the verdict', () => {
  const shown = drawPicture({
    of: 'evidence',
    incident,
    title: 'Does Dynex answer?',
    passed: false,
    summary: 'https://dynex.co/api/health answers 503',
    lines: ['HTTP/1.1 503 Service Unavailable', 'retry-after: 120'],
  })
  expect(readable(shown)).toMatchSnapshot()
})

test('long evidence says how much is left out', () => {
  const lines = Array.from({ length: 500 }, (_, n) => `line ${n}`)
  const shown = readable(drawPicture({ of: 'evidence', incident, title: 'Logs', summary: '', lines }))
  expect(shown).toContain('line 29\n… 470 more lines')
})

test('a late joiner reads what happened, and where to help', () => {
  const entries = [
    entry({ type: 'acknowledged' }, 3),
    entry(
      {
        type: 'check-finished',
        run: 'r1',
        step: '0.0',
        title: 'Does Dynex answer?',
        passed: false,
        summary: 'https://dynex.co/api/health answers 503',
        evidence: [],
      },
      5,
      'muster',
    ),
    entry(
      { type: 'remediation-verified', id: 'rem-1', says: 'Jobs run on the classical solvers', evidence: [] },
      9,
      'muster',
    ),
  ]
  const joined = { ...worked, remediations: [verified] }
  const shown = drawPicture({
    of: 'catch-up',
    incident: joined,
    service: nqba,
    runs: [{ run, playbook }],
    entries,
    offer,
    now,
  })
  expect(readable(shown)).toMatchSnapshot()
})

test('a handoff is open until somebody accepts it', () => {
  expect(readable(drawPicture({ of: 'handoff', handoff }))).toMatchSnapshot()
  const accepted = { ...handoff, status: 'accepted' as const, acceptedBy: mia, acceptedAt: handoff.postedAt }
  const shown = readable(drawPicture({ of: 'handoff', handoff: accepted }))
  expect(shown).toContain(`✓ Accepted by <@${mia}>`)
  expect(shown).not.toContain('[')
})

test('the post-mortem is a click away, or a file where there is no web address', () => {
  const path = 'data/postmortems/INC-42.md'
  expect(readable(drawPicture({ of: 'postmortem', incident: resolved, path, offer }))).toMatchSnapshot()
  const bare = readable(drawPicture({ of: 'postmortem', incident: resolved, path, offer: { playbooks: [] } }))
  expect(bare).toContain(`File: ${path}`)
})

test('small words: a gap, a link, a sentence', () => {
  const shown = [
    drawPicture({
      of: 'gap',
      incident,
      what: 'Slack does not let Muster pin the card (missing scope pins:write).',
    }),
    drawPicture({ of: 'channel-link', incident }),
    drawPicture({ of: 'words', text: `Only <@${ana}> can resolve a P0. <!channel>` }),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})
