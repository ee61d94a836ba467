import fc from 'fast-check'
import type { Offer, Picture } from '../../src/app/ports/chat.ts'
import type { Handoff } from '../../src/domain/handoff.ts'
import {
  type Incident,
  type PhaseRecord,
  type Run,
  type StepRecord,
  statuses,
} from '../../src/domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../src/domain/incident-event.ts'
import type { Phase, Playbook, Step } from '../../src/domain/playbook.ts'
import { type RemediationRecord, remediationStates } from '../../src/domain/remediation.ts'
import { roles, type Service } from '../../src/domain/service.ts'
import { severities } from '../../src/domain/severity.ts'
import { at, nqba, pauseIntake, requeueJobs } from './examples.ts'

/** What people and machines may write, at its worst. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '<!channel> <!here> <!everyone> @channel',
  '<!subteam^S0123ABC>',
  '<@U0123ABCD|bob> and <@U0123ABCD> and <#C0123ABCD|x>',
  '<https://evil.example|click here> http://evil.example',
  '```\nnot code\n``` ```````',
  '&amp;&lt;!channel&gt;<<<>>>&&&',
  'שלום العالم \u202Eevil\u2066',
  '👩‍👩‍👧‍👦'.repeat(60),
  'e\u0301\u0301\u0301'.repeat(300),
  '\ud83d',
  '&'.repeat(10_000),
  '<'.repeat(3000),
  'x'.repeat(10_000),
  'line\n'.repeat(500),
  '👍'.repeat(5000),
  '*_~`> - 1.',
)
export const text: fc.Arbitrary<string> = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(nasty, { maxLength: 3 }).map((parts) => parts.join(' ')),
)
const texts = fc.array(text, { maxLength: 40, size: 'max' })
const user = fc.oneof(fc.constantFrom('U0000000ANA', 'W12345678', 'muster'), text)
const minute = fc.integer({ min: 0, max: 100_000 }).map(at)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('do' as const), title: text, details: text }),
  fc.record({ kind: fc.constant('check' as const), title: text, check: text, with: fc.constant({}) }),
  fc.record({ kind: fc.constant('fix' as const), title: text, remediation: text, with: fc.constant({}) }),
  fc.record({
    kind: fc.constant('tell' as const),
    title: text,
    audience: fc.constantFrom('stakeholders' as const, 'status-page' as const),
    text,
    with: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    title: text,
    options: fc.array(text, { minLength: 1, maxLength: 12 }),
  }),
)
/** A few steps, or a thousand made of a few. */
const steps = fc
  .tuple(fc.array(step, { maxLength: 20 }), fc.constantFrom(1, 1, 1, 50))
  .map(([some, times]) => Array.from({ length: times }, () => some).flat())

const budget = fc.integer({ min: 1, max: 1e9 })
const branch = fc.record({ when: text, steps: fc.array(step, { maxLength: 5 }) })
const phase: fc.Arbitrary<Phase> = fc.record(
  { name: text, withinMs: budget, steps, ask: text, branches: fc.array(branch, { maxLength: 9 }) },
  { requiredKeys: ['name', 'steps', 'branches'] },
)

export const playbook: fc.Arbitrary<Playbook> = fc.record({
  id: text,
  service: text,
  title: text,
  declare: fc.constant([]),
  phases: fc.array(phase, { minLength: 1, maxLength: 4 }),
})

const stepRecord: fc.Arbitrary<StepRecord> = fc.record(
  {
    status: fc.constantFrom('open', 'running', 'passed', 'failed', 'done', 'skipped'),
    by: user,
    at: minute,
    reason: text,
    assignee: user,
    summary: text,
    remediation: fc.constantFrom('rem-0', 'rem-1', 'rem-2'),
  },
  { requiredKeys: ['status'] },
)
const stepId = fc
  .tuple(fc.nat(3), fc.constantFrom('', 'b0.', 'b1.', 'x'), fc.nat(1000))
  .map(([index, where, n]) => `${index}.${where}${n}`)
const phaseRecord: fc.Arbitrary<PhaseRecord> = fc.record(
  { startedAt: minute, endedAt: minute, branch: fc.nat(10), added: fc.array(text, { maxLength: 20 }) },
  { requiredKeys: ['added'] },
)
export const run: fc.Arbitrary<Run> = fc.record(
  {
    id: fc.constantFrom('r1', 'r2'),
    playbook: text,
    title: text,
    digest: text,
    startedAt: minute,
    startedBy: user,
    phase: fc.nat(4),
    phases: fc.array(phaseRecord, { maxLength: 4 }),
    steps: fc.dictionary(stepId, stepRecord, { maxKeys: 60, size: 'max' }),
    endedAt: minute,
  },
  {
    requiredKeys: ['id', 'playbook', 'title', 'digest', 'startedAt', 'startedBy', 'phase', 'phases', 'steps'],
  },
)

const decision = fc.record({ by: user, at: minute })
const plan = fc.record({
  says: text,
  changes: fc.array(fc.record({ what: text, before: text, after: text }), { maxLength: 30, size: 'max' }),
  warnings: fc.array(text, { maxLength: 10 }),
  target: text,
  lasting: fc.boolean(),
  rights: text,
  data: fc.constant({}),
})
const look = fc.record({ passed: fc.boolean(), summary: text, evidence: texts })
const standing = fc.record(
  {
    state: fc.constantFrom('standing', 'undone', 'kept', 'permanent'),
    at: minute,
    by: user,
    owner: user,
    until: fc.oneof(minute, text, fc.constant('2026-11-24')),
    reason: text,
    undoneBy: text,
  },
  { requiredKeys: ['state', 'at'] },
)
const glass = fc.record(
  { by: user, at: minute, reason: text, reviewed: fc.record({ by: user, at: minute, says: text }) },
  { requiredKeys: ['by', 'at', 'reason'] },
)
export const remediation: fc.Arbitrary<RemediationRecord> = fc.record(
  {
    id: fc.constantFrom('rem-0', 'rem-1', 'rem-2'),
    name: text,
    title: text,
    risk: fc.constantFrom('low', 'medium', 'high'),
    input: fc.constant({}),
    plan,
    hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    state: fc.constantFrom(...remediationStates),
    requestedBy: user,
    requestedAt: minute,
    severity: fc.constantFrom(...severities),
    approvalsNeeded: fc.nat(3),
    approvals: fc.array(decision, { maxLength: 12 }),
    expiresAt: minute,
    reason: text,
    undoes: fc.constantFrom('rem-0', 'rem-1'),
    preauthorized: text,
    brokenGlass: glass,
    questions: fc.array(fc.record({ by: user, at: minute, text }), { maxLength: 5 }),
    before: look,
    output: texts,
    standing,
    rejected: fc.record({ by: user, at: minute, reason: text }),
    startedAt: minute,
    endedAt: minute,
    outcome: text,
    evidence: texts,
  },
  {
    requiredKeys: [
      'id',
      'name',
      'title',
      'risk',
      'input',
      'plan',
      'hash',
      'state',
      'requestedBy',
      'requestedAt',
      'severity',
      'approvalsNeeded',
      'approvals',
      'expiresAt',
      'evidence',
    ],
  },
)

const actionItem = fc.record(
  { id: fc.nat().map((n) => `a${n}`), text, by: user, assignee: user, due: text, done: fc.boolean() },
  { requiredKeys: ['id', 'text', 'by'] },
)

export const incident: fc.Arbitrary<Incident> = fc.record(
  {
    id: fc.constant('INC-42'),
    number: fc.constant(42),
    title: text,
    severity: fc.constantFrom(...severities),
    status: fc.constantFrom(...statuses),
    service: text,
    commander: user,
    declaredBy: user,
    declaredAt: minute,
    acknowledgedAt: minute,
    mitigatedAt: minute,
    resolvedAt: minute,
    cause: text,
    channel: fc.record({ id: fc.constantFrom('C0123ABCD', '<!channel>'), name: text }),
    update: fc.record({ text, by: user, at: minute }),
    runs: fc.array(run, { maxLength: 4 }),
    remediations: fc.array(remediation, { maxLength: 20 }),
    actionItems: fc.array(actionItem, { maxLength: 20 }),
    kept: fc.constant({}),
    gaps: fc.constant([]),
    locks: fc.array(
      fc.record({ lock: text, target: text, until: fc.oneof(minute, text), why: text, by: user }),
      {
        maxLength: 20,
      },
    ),
    postmortem: fc.record({ path: text, at: minute }),
  },
  {
    requiredKeys: [
      'id',
      'number',
      'title',
      'severity',
      'status',
      'commander',
      'declaredBy',
      'declaredAt',
      'runs',
      'remediations',
      'actionItems',
      'kept',
      'gaps',
    ],
  },
)

const parameters = fc.dictionary(
  text,
  fc.oneof(
    fc.record({ kind: fc.constant('text' as const), pattern: text, maxLength: fc.nat() }),
    fc.record({ kind: fc.constant('choice' as const), options: fc.array(text, { maxLength: 6 }) }),
  ),
  { maxKeys: 4 },
)
/** None, or many of a kind. */
const declared = <T extends Service['commands'][number] | Service['requests'][number]>(one: T) =>
  fc
    .tuple(fc.record({ name: text, summary: text, parameters }), fc.constantFrom(0, 1, 60))
    .map(([wild, count]) =>
      Array.from({ length: count }, (_, n) => ({ ...one, ...wild, name: `${n}${wild.name}` })),
    )

export const service: fc.Arbitrary<Service> = fc
  .record({
    name: text,
    commands: declared(requeueJobs),
    requests: declared(pauseIntake),
    dashboards: fc.array(fc.record({ title: text, url: fc.oneof(text, fc.webUrl()) }), { maxLength: 8 }),
  })
  .map((wild) => ({ ...nqba, ...wild }))

export const offer: fc.Arbitrary<Offer> = fc.record(
  {
    playbooks: fc.array(fc.record({ id: fc.string({ maxLength: 120 }), title: text }), {
      maxLength: 150,
      size: 'max',
    }),
    webUrl: fc.constant('http://localhost:8080'),
  },
  { requiredKeys: ['playbooks'] },
)

const items = fc.record({
  kind: fc.constantFrom(
    'incident' as const,
    'approval' as const,
    'standing-change' as const,
    'broken-glass' as const,
    'postmortem' as const,
  ),
  incident: text,
  text,
})
export const handoff: fc.Arbitrary<Handoff> = fc.record(
  {
    id: fc.constant('handoff-7'),
    number: fc.constant(7),
    status: fc.constantFrom('open', 'accepted'),
    outgoing: user,
    incoming: user,
    notes: text,
    items: fc.array(items, { maxLength: 200, size: 'max' }),
    channel: text,
    postedAt: minute,
    acceptedBy: user,
    acceptedAt: minute,
  },
  { requiredKeys: ['id', 'number', 'status', 'outgoing', 'notes', 'items', 'channel', 'postedAt'] },
)

const event: fc.Arbitrary<IncidentEvent> = fc.oneof(
  fc.record({
    type: fc.constant('severity-changed' as const),
    from: fc.constantFrom(...severities),
    to: fc.constantFrom(...severities),
  }),
  fc.record({ type: fc.constant('updated' as const), text }),
  fc.record({ type: fc.constant('resolved' as const), cause: text }),
  fc.record({ type: fc.constantFrom('mitigated' as const, 'reopened' as const, 'closed' as const) }),
  fc.record({ type: fc.constant('commander-changed' as const), from: user, to: user }),
  fc.record({
    type: fc.constant('noted' as const),
    text,
    source: fc.record({ channel: text, ts: text, author: user, at: minute }),
  }),
  fc.record({
    type: fc.constant('step-skipped' as const),
    run: fc.constant('r1'),
    step: fc.constant('0.0'),
    title: text,
    reason: text,
  }),
  fc.record({
    type: fc.constant('check-finished' as const),
    run: fc.constant('r1'),
    step: fc.constant('0.0'),
    title: text,
    passed: fc.boolean(),
    summary: text,
    evidence: texts,
  }),
  fc.record({ type: fc.constant('remediation-planned' as const), remediation }),
  fc.record({ type: fc.constant('remediation-unknown' as const), id: text, says: text, look: text }),
  fc.record({
    type: fc.constant('remediation-questioned' as const),
    id: fc.constantFrom('rem-0', 'rem-1', 'rem-9'),
    text,
  }),
  fc.record({ type: fc.constant('glass-broken' as const), id: text, hash: text, reason: text }),
  fc.record({ type: fc.constant('broken-glass-reviewed' as const), id: text, says: text }),
  fc.record({
    type: fc.constant('remediation-settled' as const),
    id: text,
    as: fc.constantFrom('applied' as const, 'not-applied' as const),
    says: text,
  }),
  fc.record({
    type: fc.constant('change-kept' as const),
    id: text,
    owner: user,
    until: minute,
    reason: text,
  }),
  fc.record({ type: fc.constant('change-made-permanent' as const), id: text, reason: text }),
  fc.record({
    type: fc.constant('target-locked' as const),
    lock: text,
    target: text,
    until: text,
    why: text,
  }),
  fc.record({
    type: fc.constant('targets-frozen' as const),
    locks: fc.array(fc.record({ lock: text, target: text })),
    until: text,
    why: text,
    release: fc.subarray([...roles]),
    automatic: fc.constant(true as const),
  }),
  fc.record({
    type: fc.constant('targets-released' as const),
    locks: fc.array(fc.record({ lock: text, target: text })),
  }),
  fc.record({ type: fc.constant('target-unlocked' as const), lock: text, target: text }),
  fc.record({
    type: fc.constant('responders-invited' as const),
    people: fc.array(user),
    failed: fc.array(user),
  }),
)
export const entry: fc.Arbitrary<TimelineEntry> = fc.record({
  stream: fc.constant('INC-42'),
  seq: fc.nat(),
  at: minute,
  actor: user,
  event,
})

const runs = fc.array(fc.record({ run, playbook }), { maxLength: 4 })
const when = minute.map((iso) => new Date(iso))
const of = <K extends Picture['of']>(kind: K) => fc.constant(kind)

export const picture: fc.Arbitrary<Picture> = fc.oneof(
  fc.record({ of: of('card'), incident, service, runs, offer, now: when }),
  fc.record({ of: of('announcement'), incident, service, offer, now: when }),
  fc.record({ of: of('phase'), incident, run, playbook, phase: fc.nat(4), now: when }),
  fc.record({ of: of('phase'), incident, run, playbook, phase: fc.constant(0), now: when }),
  fc.record({
    of: of('approval'),
    incident,
    remediation,
    approvers: fc.array(user, { maxLength: 30, size: 'max' }),
    mayBreakGlass: fc.boolean(),
    undoable: fc.boolean(),
    direct: fc.boolean(),
    now: when,
  }),
  fc.record({
    of: of('approval'),
    incident,
    remediation,
    approvers: fc.array(user, { maxLength: 30, size: 'max' }),
    progress: text,
    mayBreakGlass: fc.boolean(),
    undoable: fc.boolean(),
    direct: fc.boolean(),
    now: when,
  }),
  fc.record({ of: of('glass'), incident, remediation, now: when }),
  fc.record({ of: of('output'), incident, remediation, lines: texts, running: fc.boolean() }),
  fc.record({ of: of('reminder'), incident, remediation, now: when }),
  fc.record({ of: of('entry'), incident, entry, offer }),
  fc.record({ of: of('evidence'), incident, title: text, passed: fc.boolean(), summary: text, lines: texts }),
  fc.record({
    of: of('catch-up'),
    incident,
    service,
    runs,
    entries: fc.array(entry, { maxLength: 40, size: 'max' }),
    offer,
    now: when,
  }),
  fc.record({ of: of('gap'), incident, what: text }),
  fc.record({ of: of('postmortem'), incident, path: text, offer }),
  fc.record({ of: of('handoff'), handoff }),
  fc.record({ of: of('channel-link'), incident }),
  fc.record({ of: of('words'), text }),
)
