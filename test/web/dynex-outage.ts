import { evolve } from '../../src/domain/evolve.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { bot, type IncidentEvent, type TimelineEntry } from '../../src/domain/incident-event.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { RemediationRecord } from '../../src/domain/remediation.ts'

/** A whole incident as it happens: Dynex is down, from the first word to the last action item. */
export const ana = 'U0ANA000001'
export const bob = 'U0BOB000002'
export const chen = 'U0CHEN00003'
export const eli = 'U0ELI000005'
const names: Record<string, string> = {
  [ana]: 'Ana Torres',
  [bob]: 'Bob Lindqvist',
  [chen]: 'Chen Wei',
  [eli]: 'Eli Marchetti',
}
export const nameOf = (id: string): string => names[id] ?? id

export const at = (clock: string): string => `2026-11-20T${clock}.000Z`

export const playbook: Playbook = {
  id: 'nqba/dynex-outage',
  service: 'nqba',
  title: 'Dynex outage',
  declare: ['p0', 'p1'],
  phases: [
    {
      name: 'Immediate response',
      withinMs: 300_000,
      branches: [],
      steps: [
        { kind: 'check', title: 'Does Dynex answer?', check: 'http', with: {} },
        { kind: 'do', title: 'Settle the severity' },
        { kind: 'do', title: 'Get the on-call engineer and the quantum specialist in here' },
        {
          kind: 'fix',
          title: 'Route jobs to the classical solvers',
          remediation: 'fallback-toggle',
          with: {},
        },
        { kind: 'tell', title: 'Mark quantum services degraded', audience: 'status-page', with: {} },
      ],
    },
    {
      name: 'Investigation',
      withinMs: 1_500_000,
      branches: [],
      steps: [
        { kind: 'do', title: 'Read the Dynex status page' },
        { kind: 'check', title: 'Has nqba-api been left alone lately?', check: 'rollout-history', with: {} },
        { kind: 'ask', title: 'Who is affected?', options: ['Everybody who uses Dynex', 'Only us'] },
      ],
    },
    {
      name: 'Resolution',
      ask: 'What is the cause?',
      steps: [],
      branches: [
        {
          when: 'The Dynex platform is down',
          steps: [
            { kind: 'fix', title: 'Run ten workers while the queue is long', remediation: 'scale', with: {} },
            { kind: 'check', title: 'Is Dynex back?', check: 'http', with: {} },
          ],
        },
        { when: 'Dynex refuses our API key', steps: [] },
      ],
    },
    {
      name: 'Recovery',
      branches: [],
      steps: [
        { kind: 'fix', title: 'Send jobs to Dynex again', remediation: 'fallback-toggle', with: {} },
        { kind: 'do', title: 'Put back what was changed for the time being' },
        { kind: 'do', title: 'Write down what we learned' },
      ],
    },
  ],
}

const planned = (more: Partial<RemediationRecord>): RemediationRecord => ({
  id: 'inc-42-fix-1',
  name: 'fallback-toggle',
  title: 'Route jobs to the classical solvers',
  risk: 'medium',
  input: {},
  plan: {
    says: 'Set QUANTUM_FALLBACK_ENABLED, FALLBACK_SOLVER in nqba-config and restart nqba-worker',
    changes: [
      { what: 'QUANTUM_FALLBACK_ENABLED', before: 'false', after: 'true' },
      { what: 'FALLBACK_SOLVER', before: 'not set', after: 'classical' },
      { what: 'pods of nqba-worker', before: 'running', after: 'restarted', momentary: true },
    ],
    warnings: [],
    target: 'ConfigMap nqba-platform/nqba-config',
    data: {},
    lasting: true,
  },
  hash: 'h1',
  state: 'planned',
  requestedBy: ana,
  requestedAt: at('14:05:31'),
  severity: 'p0',
  approvalsNeeded: 1,
  approvals: [],
  expiresAt: at('14:20:31'),
  evidence: [],
  run: 'r1',
  step: '0.3',
  ...more,
})

const scaling = planned({
  id: 'inc-42-fix-2',
  name: 'scale',
  title: 'Run ten workers while the queue is long',
  plan: {
    says: 'Scale nqba-worker from 4 to 10 replicas',
    changes: [{ what: 'replicas', before: '4', after: '10' }],
    warnings: [],
    target: 'Deployment nqba-platform/nqba-worker',
    data: {},
    lasting: true,
  },
  requestedBy: eli,
  requestedAt: at('14:19:02'),
  step: '2.b0.0',
})

const back = planned({
  id: 'inc-42-fix-3',
  title: 'Send jobs to Dynex again',
  plan: {
    says: 'Set QUANTUM_FALLBACK_ENABLED in nqba-config and restart nqba-worker',
    changes: [
      { what: 'QUANTUM_FALLBACK_ENABLED', before: 'true', after: 'false' },
      { what: 'pods of nqba-worker', before: 'running', after: 'restarted', momentary: true },
    ],
    warnings: [],
    target: 'ConfigMap nqba-platform/nqba-config',
    data: {},
    lasting: true,
  },
  requestedAt: at('14:47:10'),
  step: '3.0',
})

const run = 'r1'
const checked = (step: string, title: string, passed: boolean, summary: string, evidence: string[]) =>
  ({ type: 'check-finished', run, step, title, passed, summary, evidence }) satisfies IncidentEvent
const dynexDown = [
  'GET https://dynex.co/api/health → 503 in 212 ms',
  '{"status":"maintenance","retry_after":1800}',
]
const source = (author: string, clock: string, ts: string) => ({
  channel: 'C00000INC42',
  ts,
  author,
  at: at(clock),
  permalink: `https://lanternworks.slack.com/archives/C00000INC42/p${ts.replace('.', '')}`,
})

const story: [clock: string, actor: string, event: IncidentEvent][] = [
  [
    '14:02:11',
    ana,
    { type: 'declared', number: 42, title: 'Dynex is down', severity: 'p1', service: 'nqba', commander: ana },
  ],
  [
    '14:02:11',
    ana,
    { type: 'run-started', run, playbook: playbook.id, title: playbook.title, digest: 'd1', phases: 4 },
  ],
  ['14:02:11', ana, { type: 'phase-started', run, phase: 0, name: 'Immediate response' }],
  ['14:02:11', ana, { type: 'check-started', run, step: '0.0', title: 'Does Dynex answer?' }],
  ['14:02:12', bot, { type: 'channel-opened', channel: { id: 'C00000INC42', name: 'inc-42-dynex-is-down' } }],
  ['14:02:12', bot, { type: 'responders-invited', people: [ana, bob, eli], failed: [] }],
  [
    '14:02:13',
    bot,
    {
      type: 'gap-found',
      what: 'bookmarks.add answered missing_scope: links are not in the channel’s bookmarks',
    },
  ],
  [
    '14:02:13',
    bot,
    checked('0.0', 'Does Dynex answer?', false, 'dynex.co: answered 503 instead of 200', dynexDown),
  ],
  ['14:03:02', bob, { type: 'acknowledged' }],
  ['14:03:40', ana, { type: 'severity-changed', from: 'p1', to: 'p0' }],
  [
    '14:03:41',
    ana,
    {
      type: 'step-done',
      run,
      step: '0.1',
      title: 'Settle the severity',
      summary: 'P0: customers lose results',
    },
  ],
  [
    '14:04:30',
    bob,
    {
      type: 'noted',
      text: '<@U0BOB000002> 212 jobs failed since 14:51, all with `solver=dynex`, see <https://grafana.flyfox.ai/d/nqba-quantum|Quantum jobs>',
      source: source(eli, '14:04:05', '1795270000.000100'),
    },
  ],
  [
    '14:04:55',
    ana,
    {
      type: 'step-skipped',
      run,
      step: '0.2',
      title: 'Get the on-call engineer and the quantum specialist in here',
      reason: 'Bob and Eli are here already',
    },
  ],
  ['14:05:31', ana, { type: 'remediation-planned', remediation: planned({}) }],
  ['14:06:20', bob, { type: 'remediation-approved', id: 'inc-42-fix-1', hash: 'h1' }],
  ['14:06:20', bot, { type: 'remediation-started', id: 'inc-42-fix-1', attempt: 1 }],
  [
    '14:06:22',
    bot,
    { type: 'remediation-applied', id: 'inc-42-fix-1', says: 'nqba-config changed; nqba-worker restarting' },
  ],
  [
    '14:07:48',
    bot,
    {
      type: 'remediation-verified',
      id: 'inc-42-fix-1',
      says: '4 of 4 pods of nqba-worker restarted; 3 lines match fallback_job',
      evidence: [
        'nqba-worker-6d5f-x2x8q 14:07:41 fallback_job id=8123 solver=classical ok',
        'nqba-worker-6d5f-p9k2m 14:07:44 fallback_job id=8124 solver=classical ok',
      ],
    },
  ],
  [
    '14:08:30',
    ana,
    {
      type: 'step-done',
      run,
      step: '0.4',
      title: 'Mark quantum services degraded',
      summary: 'statuspage.lanternworks.example, component quantum',
    },
  ],
  ['14:08:30', ana, { type: 'phase-started', run, phase: 1, name: 'Investigation' }],
  [
    '14:08:31',
    bot,
    checked(
      '1.1',
      'Has nqba-api been left alone lately?',
      true,
      'nqba-api last changed 3d 4h ago, to revision 41 (10 revisions kept)',
      ['revision 41 (now) · nqba-api:2.8.1 · made 3d 4h ago', 'revision 40 · nqba-api:2.8.0 · made 9d ago'],
    ),
  ],
  [
    '14:09:10',
    ana,
    {
      type: 'updated',
      text: 'Quantum jobs run on classical solvers. Nothing is lost; some jobs take longer. Next update at 15:45.',
    },
  ],
  ['14:09:12', ana, { type: 'mitigated' }],
  [
    '14:12:40',
    eli,
    {
      type: 'step-done',
      run,
      step: '1.0',
      title: 'Read the Dynex status page',
      summary: 'They report a database failure, no time given',
    },
  ],
  [
    '14:13:00',
    eli,
    {
      type: 'noted',
      text: 'Only a rumour, do not keep',
      source: source(chen, '14:12:50', '1795270000.000200'),
    },
  ],
  ['14:13:20', chen, { type: 'note-removed', source: 'C00000INC42/1795270000.000200' }],
  [
    '14:15:05',
    eli,
    { type: 'step-done', run, step: '1.2', title: 'Who is affected?', summary: 'Everybody who uses Dynex' },
  ],
  ['14:15:05', eli, { type: 'phase-started', run, phase: 2, name: 'Resolution' }],
  ['14:15:40', eli, { type: 'branch-chosen', run, phase: 2, branch: 0, when: 'The Dynex platform is down' }],
  [
    '14:15:42',
    bot,
    checked('2.b0.1', 'Is Dynex back?', false, 'dynex.co: answered 503 instead of 200', dynexDown),
  ],
  ['14:19:02', eli, { type: 'remediation-planned', remediation: scaling }],
  [
    '14:19:40',
    chen,
    {
      type: 'remediation-rejected',
      id: 'inc-42-fix-2',
      reason: 'queue_depth falls by itself: 41 → 12 in ten minutes',
    },
  ],
  [
    '14:20:10',
    eli,
    {
      type: 'step-skipped',
      run,
      step: '2.b0.0',
      title: 'Run ten workers while the queue is long',
      reason: 'The queue empties by itself',
    },
  ],
  [
    '14:25:42',
    bot,
    checked('2.b0.1', 'Is Dynex back?', false, 'dynex.co: answered 503 instead of 200', dynexDown),
  ],
  ['14:30:00', ana, { type: 'commander-changed', from: ana, to: chen }],
  [
    '14:35:42',
    bot,
    checked('2.b0.1', 'Is Dynex back?', false, 'dynex.co: answered 503 instead of 200', dynexDown),
  ],
  [
    '14:36:02',
    chen,
    {
      type: 'noted',
      text: 'Dynex support: database restored, API in a few minutes',
      source: source(eli, '14:35:58', '1795270000.000300'),
    },
  ],
  [
    '14:36:40',
    eli,
    {
      type: 'note-edited',
      source: 'C00000INC42/1795270000.000300',
      text: 'Dynex support: database restored, API back by 15:45 our time',
    },
  ],
  [
    '14:45:42',
    bot,
    checked('2.b0.1', 'Is Dynex back?', true, 'dynex.co answered 200', [
      'GET https://dynex.co/api/health → 200 in 88 ms',
      '{"status":"up"}',
    ]),
  ],
  ['14:45:42', bot, { type: 'phase-started', run, phase: 3, name: 'Recovery' }],
  ['14:47:10', ana, { type: 'remediation-planned', remediation: back }],
  ['14:47:55', chen, { type: 'remediation-approved', id: 'inc-42-fix-3', hash: 'h1' }],
  ['14:47:55', bot, { type: 'remediation-started', id: 'inc-42-fix-3', attempt: 1 }],
  [
    '14:47:57',
    bot,
    { type: 'remediation-applied', id: 'inc-42-fix-3', says: 'nqba-config changed; nqba-worker restarting' },
  ],
  [
    '14:49:20',
    bot,
    {
      type: 'remediation-verified',
      id: 'inc-42-fix-3',
      says: '4 of 4 pods of nqba-worker restarted; 5 lines match quantum_job_success',
      evidence: ['nqba-worker-7c9b-q4l1n 14:49:12 quantum_job_success id=8311 backend=dynex'],
    },
  ],
  ['14:50:05', ana, { type: 'updated', text: 'Quantum computing is back. Nothing has to be sent again.' }],
  [
    '14:54:30',
    chen,
    { type: 'resolved', cause: 'Dynex lost a database; our workers had no automatic fallback' },
  ],
  [
    '14:58:00',
    ana,
    {
      type: 'action-item-added',
      id: 'a1',
      text: 'Fall back by itself after ten failed jobs',
      assignee: eli,
      due: '2026-12-04',
    },
  ],
  ['14:58:40', chen, { type: 'action-item-added', id: 'a2', text: 'Ask Dynex for a status webhook' }],
]

export const entries: TimelineEntry[] = story.map(([clock, actor, event], n) => ({
  stream: 'incident-42',
  seq: n + 1,
  at: at(clock),
  actor,
  event,
}))

export function fold(timeline: readonly TimelineEntry[]): Incident {
  const state = timeline.reduce<Incident | undefined>(evolve, undefined)
  if (!state) throw new Error('An incident begins with its declaration')
  return state
}
