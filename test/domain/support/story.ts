import * as items from '../../../src/domain/action-items.ts'
import { approve, type Clicker, expire, reject, requestRemediation } from '../../../src/domain/approval.ts'
import { evolve } from '../../../src/domain/evolve.ts'
import type { Incident, Run } from '../../../src/domain/incident.ts'
import { bot, type IncidentEvent, type TimelineEntry } from '../../../src/domain/incident-event.ts'
import * as lifecycle from '../../../src/domain/lifecycle.ts'
import type { Playbook } from '../../../src/domain/playbook.ts'
import type { RemediationRecord } from '../../../src/domain/remediation.ts'
import { ok, type Result, refuse } from '../../../src/domain/result.ts'
import { phaseOf } from '../../../src/domain/run.ts'
import type { ApprovalRule } from '../../../src/domain/service.ts'
import { severities } from '../../../src/domain/severity.ts'
import * as walk from '../../../src/domain/walk.ts'

/** A playbook with every kind of step, a branch, and a fix that checks wait for. */
export const playbook: Playbook = {
  id: 'shop/slow',
  service: 'shop',
  title: 'Slow',
  declare: ['p0', 'p1'],
  phases: [
    {
      name: 'Look',
      steps: [
        { kind: 'check', title: 'Up?', check: 'http', with: {} },
        { kind: 'fix', title: 'Scale', remediation: 'scale', with: {} },
        { kind: 'check', title: 'Better?', check: 'http', with: {} },
        { kind: 'do', title: 'Call' },
      ],
      branches: [],
    },
    {
      name: 'Cure',
      steps: [{ kind: 'ask', title: 'Who?', options: ['All', 'Us'] }],
      ask: 'Why?',
      branches: [
        { when: 'All', steps: [{ kind: 'check', title: 'Still?', check: 'http', with: {} }] },
        { when: 'Disk', steps: [{ kind: 'fix', title: 'Again', remediation: 'scale', with: {} }] },
      ],
    },
    { name: 'After', steps: [{ kind: 'do', title: 'Thank' }], branches: [] },
  ],
}

export const people = ['UANA', 'UBOB', 'UCHEN', 'UDORA'] as const
const roles: Record<string, Clicker['roles']> = {
  UANA: ['responder', 'commander'],
  UBOB: ['responder', 'approver'],
  UCHEN: ['approver'],
  UDORA: ['manager'],
}
export const rule = (count: number): ApprovalRule => ({ count, roles: ['approver', 'commander'], people: [] })
export const clickerOf = (id: string): Clicker => ({ id, roles: roles[id] ?? [] })

const stepIds = ['0.0', '0.1', '0.2', '0.3', '0.x0', '1.0', '1.b0.0', '1.b1.0', '2.0', '9.9']
const when = Date.parse('2026-11-17T02:10:00.000Z')

/** One thing somebody tries: `a`, `b` and `c` choose among what there is. */
export type Try = { what: number; who: number; a: number; b: number }

export type Situation = { by: string; a: number; b: number; now: Date; needed: number }
type Decide = (incident: Incident, situation: Situation) => Result<readonly IncidentEvent[]>

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
const person = (n: number) => pick(people, n) ?? 'UANA'

/** As the use case does it: on one run, unless the incident is closed; a settled phase moves on. */
const onRun =
  (decide: (run: Run, situation: Situation) => Result<readonly IncidentEvent[]>): Decide =>
  (incident, situation) => {
    const run = pick(incident.runs, situation.b)
    if (!run) return refuse('no-run', 'none')
    if (incident.status === 'closed') return refuse('closed', 'closed')
    const decided = decide(run, situation)
    return decided.ok ? ok(walk.movingOn(incident, run.id, playbook, decided.value)) : decided
  }

const step = (n: number) => pick(stepIds, n) ?? '0.0'

/** What a worker writes, from the states in which it writes it. */
const machine =
  (from: RemediationRecord['state'], event: (one: RemediationRecord) => IncidentEvent): Decide =>
  (incident) => {
    const one = incident.remediations.find(({ state }) => state === from)
    if (!one) return ok([])
    return ok(one.run ? walk.movingOn(incident, one.run, playbook, [event(one)]) : [event(one)])
  }

function planned(incident: Incident, { by, a, b, now, needed }: Situation): RemediationRecord {
  const run = b % 2 === 0 ? incident.runs[0] : undefined
  return {
    id: `fix-${incident.remediations.length + 1}`,
    name: 'scale',
    title: 'Scale',
    risk: 'low',
    input: {},
    plan: {
      says: 'Scale',
      changes: [],
      warnings: [],
      target: `Deployment ${a % 2}`,
      data: {},
      lasting: false,
    },
    hash: 'h',
    state: needed === 0 ? 'approved' : 'planned',
    requestedBy: by,
    requestedAt: now.toISOString(),
    severity: incident.severity,
    approvalsNeeded: needed,
    approvals: [],
    expiresAt: new Date(now.getTime() + 10_000).toISOString(),
    evidence: [],
    ...(run && { run: run.id, step: a % 2 === 0 ? '0.1' : '1.b1.0' }),
  }
}

const remediation = (incident: Incident, n: number) => pick(incident.remediations, n)?.id ?? 'none'

/** Everything anybody, or the bot itself, may try on an incident. */
export const tries: readonly Decide[] = [
  (incident) => lifecycle.acknowledge(incident),
  (incident, { a }) => lifecycle.changeSeverity(incident, pick(severities, a) ?? 'p1'),
  (incident, { a }) => lifecycle.handCommand(incident, person(a)),
  (incident) => lifecycle.update(incident, 'words'),
  (incident, { a }) =>
    lifecycle.note(incident, 'words', { channel: 'C', ts: `${a % 3}`, author: 'UANA', at: '' }),
  (incident, { a }) => lifecycle.followEdit(incident, `C/${a % 3}`, 'other words'),
  (incident, { a }) => lifecycle.followDeletion(incident, `C/${a % 3}`),
  (incident) => lifecycle.mitigate(incident),
  (incident, { by }) => lifecycle.resolve(incident, { by, cause: 'why' }),
  (incident) => lifecycle.reopen(incident),
  (incident) => lifecycle.close(incident),
  (incident, { a }) => items.addActionItem(incident, { text: `item ${a}` }),
  (incident, { a }) => items.changeActionItem(incident, `a${a % 4}`, { done: true }),
  (incident) => walk.startRun(incident, { digest: 'd', playbook }),
  onRun((run, { a }) => walk.nextPhase(run, playbook, a % 4)),
  onRun((run, { a, b }) => walk.chooseBranch(run, playbook, a % 4, b % 3)),
  onRun((run, { a }) => walk.completeStep(run, playbook, step(a))),
  onRun((run, { a, b }) => walk.answerStep(run, playbook, step(a), b % 3)),
  onRun((run, { a }) => walk.skipStep(run, playbook, step(a), 'because')),
  onRun((run, { a, by }) => walk.assignStep(run, playbook, step(a), by)),
  onRun((run, { a }) => walk.addStep(run, a % 4, 'One more')),
  onRun((run, { a }) => walk.startCheck(run, playbook, step(a))),
  onRun((run, { a }) => {
    const [id] = Object.entries(run.steps).find(([, record]) => record.status === 'running') ?? []
    if (!id || id.includes('x') || !['0.0', '0.2', '1.b0.0'].includes(id)) return ok([])
    const found = { passed: a % 2 === 0, summary: 'seen', evidence: [] }
    return ok([{ type: 'check-finished', run: run.id, step: id, title: `phase ${phaseOf(id)}`, ...found }])
  }),
  (incident, situation) => requestRemediation(incident, planned(incident, situation)),
  (incident, { a, by, now, needed }) =>
    approve(incident, {
      id: remediation(incident, a),
      hash: 'h',
      by: clickerOf(by),
      rule: rule(needed),
      now,
    }),
  (incident, { a, by, needed }) =>
    reject(incident, { id: remediation(incident, a), by: clickerOf(by), rule: rule(needed), reason: 'no' }),
  (incident, { a }) => expire(incident, remediation(incident, a)),
  machine('approved', ({ id }) => ({ type: 'remediation-started', id, attempt: 1 })),
  machine('approved', ({ id }) => ({ type: 'remediation-stale', id, difference: 'other' })),
  machine('running', ({ id }) => ({ type: 'remediation-applied', id, says: 'done' })),
  machine('running', ({ id }) => ({ type: 'remediation-unknown', id, says: 'who knows', look: 'there' })),
  machine('applied', ({ id }) => ({ type: 'remediation-verified', id, says: 'good', evidence: [] })),
  machine('applied', ({ id }) => ({ type: 'remediation-failed', id, says: 'bad', evidence: [] })),
]

/** An incident after each thing that was tried: what came of it, and who did it. */
export type Beat = {
  before: Incident
  after: Incident
  by: string
  entries: TimelineEntry[]
  refused?: string
}

export const declared: TimelineEntry = {
  stream: 'incident-1',
  seq: 1,
  at: new Date(when).toISOString(),
  actor: 'UANA',
  event: { type: 'declared', number: 1, title: 'Slow', severity: 'p1', service: 'shop', commander: 'UANA' },
}

/** Plays what people try, one after the other. Refused is refused; nothing throws. */
export function play(script: readonly Try[], needed: number): Beat[] {
  let incident = evolve(undefined, declared)
  let seq = 1
  return script.map(({ what, who, a, b }, n) => {
    const before = incident
    const by = person(who)
    const now = new Date(when + n * 1000)
    const decided = pick(tries, what)?.(before, { by, a, b, now, needed }) ?? ok([])
    if (!decided.ok) return { before, after: before, by, entries: [], refused: decided.refusal.says }
    const entries = decided.value.map((event) => {
      seq += 1
      const actor = 'automatic' in event && event.automatic ? bot : by
      return { stream: 'incident-1', seq, at: now.toISOString(), actor, event }
    })
    incident = entries.reduce(evolve, before)
    return { before, after: incident, by, entries }
  })
}
