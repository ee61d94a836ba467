import { withStep } from './change-run.ts'
import type { Incident, StepRecord } from './incident.ts'
import type { RemediationEvent } from './incident-event.ts'
import type { RemediationRecord } from './remediation.ts'

/** What an event makes of a remediation, and of the step it was started from. */
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
  const after = changed(before, event, at, actor)
  const replaced = incident.remediations.map((one) => (one.id === after.id ? after : one))
  return onStep({ ...incident, remediations: replaced }, after, stepAfter(after, at))
}

function changed(
  one: RemediationRecord,
  event: Exclude<RemediationEvent, { type: 'remediation-planned' }>,
  at: string,
  actor: string,
): RemediationRecord {
  switch (event.type) {
    case 'remediation-approved': {
      const approvals = [...one.approvals, { by: actor, at }]
      return { ...one, approvals, state: approvals.length >= one.approvalsNeeded ? 'approved' : one.state }
    }
    case 'remediation-rejected':
      return { ...one, state: 'rejected', endedAt: at, rejected: { by: actor, at, reason: event.reason } }
    case 'remediation-expired':
      return { ...one, state: 'expired', endedAt: at }
    case 'remediation-stale':
      return { ...one, state: 'stale', endedAt: at, outcome: event.difference }
    case 'remediation-started':
      return { ...one, state: 'running', startedAt: one.startedAt ?? at }
    case 'remediation-applied':
      return { ...one, state: 'applied', appliedAt: at, outcome: event.says }
    case 'remediation-verified':
      return { ...one, state: 'verified', endedAt: at, outcome: event.says, evidence: event.evidence }
    case 'remediation-failed':
      return { ...one, state: 'failed', endedAt: at, outcome: event.says, evidence: event.evidence }
    case 'remediation-unknown':
      return { ...one, state: 'unknown', endedAt: at, outcome: event.says, evidence: [event.look] }
  }
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
