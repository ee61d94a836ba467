import type { Incident } from './incident.ts'
import type { RemediationEvent } from './incident-event.ts'
import { over } from './lifecycle.ts'
import type { RemediationRecord } from './remediation.ts'
import { ended } from './remediation.ts'
import { ok, type Result, refuse } from './result.ts'
import type { ApprovalRule, Role } from './service.ts'

type Decision = Result<RemediationEvent[]>
export type Clicker = { id: string; roles: readonly Role[] }

/** Records a plan. What an incident left behind can be put back even when it is over. */
export function requestRemediation(incident: Incident, remediation: RemediationRecord): Decision {
  if (over(incident) && !remediation.undoes) return refuse('over', isOver(incident))
  const undoing = incident.remediations.find(
    ({ undoes, state }) => undoes && undoes === remediation.undoes && !ended(state),
  )
  if (undoing)
    return refuse(
      'undoing',
      `<@${undoing.requestedBy}> has asked already to put that back: it is ${undoing.state}`,
    )
  return ok([{ type: 'remediation-planned', remediation }])
}

/**
 * `hash` is of the plan the clicker saw. Who may approve is decided here from the clicker's own identity,
 * never from what a button carried. What needs no approval is run by any responder who has read its plan.
 */
export function approve(
  incident: Incident,
  request: { id: string; hash: string; by: Clicker; rule: ApprovalRule; now: Date },
): Decision {
  const found = waiting(incident, request.id)
  const own = incident.remediations.find(({ id }) => id === request.id)
  if (own?.approvals.some(({ by }) => by === request.by.id))
    return refuse('approved-already', 'You have approved this already')
  if (!found.ok) return found
  const one = found.value
  if (over(incident) && !one.undoes) return refuse('over', isOver(incident))
  if (one.hash !== request.hash)
    return refuse('other-plan', 'The plan has changed since this message was drawn: look at the newest one')
  if (Date.parse(one.expiresAt) <= request.now.getTime())
    return refuse('expired', 'This request has expired: ask for it again')
  if (request.rule.count === 0 && one.approvalsNeeded === 0)
    return request.by.roles.includes('responder')
      ? ok([{ type: 'remediation-confirmed', id: one.id, hash: one.hash }])
      : refuse('role', 'To change production you need the role responder')
  if (one.requestedBy === request.by.id)
    return refuse('self-approval', 'You asked for this one: somebody else has to approve it')
  if (!mayApprove(request.by, request.rule))
    return refuse('not-an-approver', `Only ${approvers(request.rule)} may approve this`)
  const { id, hash, approvalsNeeded } = one
  // The incident may have got worse while it waited, or service.yml stricter.
  const needed = request.rule.count > approvalsNeeded && { needed: request.rule.count }
  return ok([{ type: 'remediation-approved', id, hash, ...needed }])
}

/** Asks the one who wants the change, before deciding; anybody may. */
export function question(incident: Incident, request: { id: string; text: string }): Decision {
  const found = waiting(incident, request.id)
  if (!found.ok) return found
  if (!request.text.trim()) return refuse('no-question', 'Say what you want to know')
  return ok([{ type: 'remediation-questioned', id: request.id, text: request.text.trim() }])
}

export function reject(
  incident: Incident,
  request: { id: string; by: Clicker; rule: ApprovalRule; reason: string },
): Decision {
  const found = waiting(incident, request.id)
  if (!found.ok) return found
  if (!request.reason.trim()) return refuse('no-reason', 'Say why: the one who asked sees it')
  const own = found.value.requestedBy === request.by.id
  if (!own && !mayApprove(request.by, request.rule))
    return refuse('not-an-approver', `Only ${approvers(request.rule)} may reject this`)
  return ok([{ type: 'remediation-rejected', id: request.id, reason: request.reason }])
}

export function expire(incident: Incident, id: string): Decision {
  const found = waiting(incident, id)
  return ok(found.ok ? [{ type: 'remediation-expired', id }] : [])
}

export const mayApprove = (by: Clicker, rule: ApprovalRule): boolean =>
  rule.people.includes(by.id) || by.roles.some((role) => rule.roles.includes(role))

function waiting(incident: Incident, id: string): Result<RemediationRecord> {
  const found = incident.remediations.find((one) => one.id === id)
  if (!found) return refuse('no-remediation', 'That remediation is not part of this incident')
  if (found.state === 'planned') return ok(found)
  const by = found.approvals.at(-1)?.by ?? found.confirmed?.by
  const who = found.rejected
    ? `, by <@${found.rejected.by}>`
    : by && `, ${found.state === 'approved' ? '' : 'approved '}by <@${by}>`
  return refuse('decided', `This is ${found.state} already${who ?? ''}`)
}

const isOver = ({ id, status }: Incident) => `${id} is ${status}: reopen it to change production`

function approvers(rule: ApprovalRule): string {
  const names = [
    ...rule.roles.map((role) => `${role === 'approver' ? 'an' : 'a'} ${role}`),
    ...rule.people.map((id) => `<@${id}>`),
  ]
  return names.length ? names.join(' or ') : 'the people named in service.yml'
}
