import type { Offer } from '../../src/app/ports/chat.ts'
import type { Handoff } from '../../src/domain/handoff.ts'
import type { Incident, Run } from '../../src/domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../src/domain/incident-event.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { RemediationRecord } from '../../src/domain/remediation.ts'
import type { Command, DeclaredRequest, Service } from '../../src/domain/service.ts'

/** The Dynex outage, as the tests tell it. */
export const ana = 'U0000000ANA'
export const bob = 'U0000000BOB'
export const mia = 'U0000000MIA'

export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString()
export const now = new Date(at(12))

export const offer: Offer = {
  playbooks: [
    { id: 'nqba/dynex-outage', title: 'Dynex outage' },
    { id: 'nqba/api-latency', title: 'API latency above the objective' },
  ],
  webUrl: 'http://localhost:8080',
}

export const requeueJobs: Command = {
  name: 'requeue-jobs',
  summary: 'Put lost jobs back into the queue',
  readOnly: false,
  changes: 'Jobs of the last hours are queued again',
  risk: 'low',
  run: ['requeue', '--hours={hours}'],
  parameters: { hours: { kind: 'number', min: 1, max: 24 } },
  environment: {},
  timeoutMs: 60_000,
  idempotent: true,
  lasting: false,
  touches: [],
}

export const pauseIntake: DeclaredRequest = {
  name: 'pause-intake',
  summary: 'Take no new jobs',
  changes: 'New jobs are refused',
  risk: 'medium',
  method: 'POST',
  url: 'https://api.nqba.flyfox.ai/intake/pause',
  headers: {},
  secretHeaders: {},
  parameters: { queue: { kind: 'choice', options: ['fast', 'slow'] } },
  expect: [200],
  timeoutMs: 10_000,
  idempotent: true,
  lasting: true,
  touches: [],
}

export const nqba: Service = {
  id: 'nqba',
  name: 'NQBA Platform',
  owners: [ana],
  responders: [ana, bob],
  escalation: [],
  severities: { p0: { respondWithinMs: 900_000, resolveWithinMs: 14_400_000, updateEveryMs: 1_800_000 } },
  approvals: { p0: { count: 1, roles: ['approver'], people: [] } },
  approvalExceptions: [],
  breakGlass: true,
  namespace: 'nqba-platform',
  targets: {
    deployments: ['nqba-api', 'nqba-worker'],
    configmaps: ['nqba-config'],
    caches: [{ name: 'sessions', database: 0 }],
    urls: [],
  },
  commands: [requeueJobs],
  requests: [pauseIntake],
  limits: { maxReplicas: {}, maxResources: {}, frozen: [] },
  dashboards: [{ title: 'NQBA overview', url: 'https://grafana.example.com/d/nqba' }],
}

export const incident: Incident = {
  id: 'INC-42',
  number: 42,
  title: 'Dynex is down',
  severity: 'p0',
  status: 'declared',
  service: 'nqba',
  commander: ana,
  declaredBy: ana,
  declaredAt: at(2),
  channel: { id: 'C00000INC42', name: 'inc-42-dynex-is-down' },
  runs: [],
  remediations: [],
  actionItems: [],
  kept: {},
  gaps: [],
}

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
        {
          kind: 'fix',
          title: 'Route jobs to the classical solvers',
          details: 'Sets `QUANTUM_FALLBACK_ENABLED` and restarts the workers.',
          remediation: 'fallback-toggle',
          with: {},
        },
        { kind: 'tell', title: 'Mark quantum services degraded', audience: 'status-page', with: {} },
        { kind: 'do', title: 'Ask Dynex support for an estimate' },
        {
          kind: 'ask',
          title: 'Are jobs lost or only late?',
          options: ['Lost', 'Late', 'Nobody knows yet'],
        },
      ],
    },
    {
      name: 'Resolution',
      steps: [],
      ask: 'What is the cause?',
      branches: [
        { when: 'The Dynex platform is down', steps: [{ kind: 'do', title: 'Wait for Dynex' }] },
        { when: 'Our API key has expired', steps: [] },
        { when: 'The network between us is cut', steps: [] },
      ],
    },
  ],
}

export const run: Run = {
  id: 'r1',
  playbook: playbook.id,
  title: playbook.title,
  digest: 'd1',
  startedAt: at(4),
  startedBy: bob,
  phase: 0,
  phases: [{ startedAt: at(4), added: ['Tell the sales team'] }, { added: [] }],
  steps: {
    '0.0': { status: 'failed', by: 'muster', at: at(5), summary: 'https://dynex.co/api/health answers 503' },
    '0.1': { status: 'open', remediation: 'rem-1' },
    '0.2': { status: 'open', assignee: mia },
  },
}

export const remediation: RemediationRecord = {
  id: 'rem-1',
  name: 'fallback-toggle',
  title: 'Route jobs to the classical solvers',
  risk: 'medium',
  input: {},
  plan: {
    says: 'Turn the classical fallback on in nqba-config and restart nqba-worker',
    changes: [
      { what: 'QUANTUM_FALLBACK_ENABLED', before: 'false', after: 'true' },
      { what: 'FALLBACK_SOLVER', before: '', after: 'classical' },
      { what: 'nqba-worker', before: '3 pods since 09:12', after: '3 new pods' },
    ],
    warnings: ['nqba-config is also read by nqba-api; it is not restarted.'],
    target: 'ConfigMap nqba-platform/nqba-config',
    lasting: true,
    touches: [],
    rights: 'Muster holds the rights for it',
    data: {},
  },
  hash: 'h1',
  state: 'planned',
  requestedBy: ana,
  requestedAt: at(6),
  severity: 'p0',
  approvalsNeeded: 1,
  approvals: [],
  expiresAt: at(21),
  run: 'r1',
  step: '0.1',
  evidence: [],
}

export const worked: Incident = {
  ...incident,
  status: 'acknowledged',
  acknowledgedAt: at(3),
  acknowledgedBy: ana,
  update: { text: 'Jobs fail since 13:58.\nWe switch to the classical solvers.', by: ana, at: at(8) },
  runs: [run],
  remediations: [remediation],
}

export const verified: RemediationRecord = {
  ...remediation,
  state: 'verified',
  approvals: [{ by: bob, at: at(7) }],
  startedAt: at(7),
  appliedAt: at(8),
  endedAt: at(9),
  before: { passed: false, summary: 'No job has run since 13:58', evidence: [] },
  outcome: 'The rollout is complete and jobs run on the classical solvers.',
  evidence: ['14:09:12 fallback_job id=8123 solver=classical'],
  standing: { state: 'standing', at: at(8) },
}

/** The same, kept for a while by Bob. */
export const keptChange: RemediationRecord = {
  ...verified,
  standing: {
    state: 'kept',
    at: at(40),
    by: ana,
    owner: bob,
    until: '2026-11-27T23:59:59.000Z',
    reason: 'Dynex is still shaky',
  },
}

export const resolved: Incident = {
  ...worked,
  status: 'resolved',
  remediations: [verified],
  mitigatedAt: at(9),
  resolvedAt: at(44),
  cause: 'Dynex lost a data centre',
  postmortem: { path: 'data/postmortems/INC-42.md', at: at(44) },
}

export const entry = (event: IncidentEvent, minute = 10, actor = ana): TimelineEntry => ({
  stream: 'INC-42',
  seq: minute,
  at: at(minute),
  actor,
  event,
})

export const handoff: Handoff = {
  id: 'handoff-7',
  number: 7,
  status: 'open',
  outgoing: ana,
  incoming: mia,
  notes: 'Dynex promised an answer by 18:00.',
  items: [
    {
      kind: 'incident',
      incident: 'INC-42',
      text: 'P0 Dynex is down: next, ask Dynex support for an estimate',
    },
    { kind: 'standing-change', incident: 'INC-42', text: 'Route jobs to the classical solvers' },
  ],
  channel: 'C0000SHIFTS',
  postedAt: at(50),
}
