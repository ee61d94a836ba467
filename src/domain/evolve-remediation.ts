import { withStep } from './change-run.ts'
import type { Incident, StepRecord } from './incident.ts'
import type { RemediationEvent } from './incident-event.ts'
import type { RemediationRecord } from './remediation.ts'
import { onTheLedger, settleLedger } from './standing.ts'

/** What an event makes of a remediation, of the one it undoes, and of the step it was started from. */
export function evolveRemediation(
  incident: Incident,
  event: RemediationEvent,
  at: string,
  actor: string,
): Incident {
  if (event.type === 'remediation-planned') {
    const added = { ...incident, remediations: [...incident.remediations, event.remediation] }
    return onStep(added, event.remediation, { remediation: event.remediation.id })
  }
  const before = incident.remediations.find((one) => one.id === event.id)
  if (!before) return incident
  const after = onTheLedger(changed(before, event, at, actor), event, at, actor)
  const replaced = incident.remediations.map((one) => (one.id === after.id ? after : one))
  const remediations = settles.has(event.type) ? settleLedger(replaced, after, at) : replaced
  return onStep({ ...incident, remediations }, after, stepAfter(after, at))
}

/** Events by which something comes to stand, or to stand no more. */
const settles: ReadonlySet<RemediationEvent['type']> = new Set<RemediationEvent['type']>([
  'remediation-applied',
  'remediation-verified',
  'remediation-settled',
])

type Later = Exclude<RemediationEvent, { type: 'remediation-planned' }>

function changed(one: RemediationRecord, event: Later, at: string, actor: string): RemediationRecord {
  switch (event.type) {
    case 'remediation-approved': {
      const approvals = [...one.approvals, { by: actor, at }]
      const { needed: approvalsNeeded = one.approvalsNeeded } = event
      const state = approvals.length >= approvalsNeeded ? 'approved' : one.state
      return { ...one, approvals, approvalsNeeded, state }
    }
    case 'remediation-confirmed':
      return { ...one, state: 'approved', confirmed: { by: actor, at } }
    case 'glass-broken':
      return { ...one, state: 'approved', brokenGlass: { by: actor, at, reason: event.reason } }
    case 'broken-glass-reviewed': {
      if (!one.brokenGlass) return one
      return { ...one, brokenGlass: { ...one.brokenGlass, reviewed: { by: actor, at, says: event.says } } }
    }
    case 'remediation-questioned':
      return { ...one, questions: [...(one.questions ?? []), { by: actor, at, text: event.text }] }
    case 'remediation-rejected':
      return { ...one, state: 'rejected', endedAt: at, rejected: { by: actor, at, reason: event.reason } }
    case 'remediation-expired':
      return { ...one, state: 'expired', endedAt: at }
    case 'remediation-stale':
      return { ...one, state: 'stale', endedAt: at, outcome: event.difference }
    case 'remediation-started': {
      const { before = one.before, leaseUntil, attempt, taken } = event
      return {
        ...one,
        state: 'running',
        startedAt: one.startedAt ?? at,
        attempt,
        ...(taken !== undefined && { taken }),
        ...(before && { before }),
        ...(leaseUntil && { leaseUntil }),
      }
    }
    case 'remediation-applied':
      return { ...applied(one, at, event.says), ...(event.output && { output: event.output }) }
    case 'remediation-verified':
      return { ...one, state: 'verified', endedAt: at, outcome: event.says, evidence: event.evidence }
    case 'remediation-failed':
      return { ...one, state: 'failed', endedAt: at, outcome: event.says, evidence: event.evidence }
    case 'remediation-unknown':
      return { ...one, state: 'unknown', endedAt: at, outcome: event.says, evidence: [event.look] }
    case 'remediation-settled': {
      const { as, says } = event
      const settled = { ...one, settled: { by: actor, at, as, says } }
      return as === 'applied'
        ? applied(settled, at, says)
        : { ...settled, state: 'failed', endedAt: at, outcome: says, evidence: [] }
    }
    case 'change-kept':
    case 'change-made-permanent':
      return one
  }
}

function applied({ endedAt: _, ...one }: RemediationRecord, at: string, says: string): RemediationRecord {
  return { ...one, state: 'applied', appliedAt: at, outcome: says, evidence: [] }
}

function onStep(incident: Incident, one: RemediationRecord, change: Partial<StepRecord>): Incident {
  if (!one.run || !one.step) return incident
  return withStep(incident, one.run, one.step, (record) => {
    const another = record.remediation && record.remediation !== one.id && !change.remediation
    // Somebody did the step by hand, or skipped it, while the request waited: its end opens nothing again.
    const byHand = change.status === 'open' && ['done', 'skipped'].includes(record.status)
    return another || byHand ? record : { ...record, ...change }
  })
}

function stepAfter(one: RemediationRecord, at: string): Partial<StepRecord> {
  const summary = one.outcome ? { summary: one.outcome } : {}
  switch (one.state) {
    case 'running':
    case 'applied':
      return { status: 'running', at, ...summary }
    case 'verified':
      return { status: 'done', by: one.requestedBy, at, ...summary }
    case 'failed':
    case 'unknown':
      return { status: 'failed', at, ...summary }
    case 'rejected':
      return { status: 'open', summary: `Rejected: ${one.rejected?.reason ?? ''}` }
    case 'expired':
      return { status: 'open', summary: 'Nobody approved in time' }
    case 'stale':
      return { status: 'open', summary: 'What it would change has changed: plan again' }
    case 'planned':
    case 'approved':
      return {}
  }
}
