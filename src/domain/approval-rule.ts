import type { RemediationRecord, Risk } from './remediation.ts'
import type { ApprovalException, ApprovalRule, Hours, Service } from './service.ts'
import type { Severity } from './severity.ts'

/** What a rule is chosen by. */
export type Asked = {
  severity: Severity
  risk: Risk
  name: string
  plan: Pick<RemediationRecord['plan'], 'target' | 'touches' | 'readOnly'>
}

/** Where service.yml says nothing about a severity: one approver or commander, never the requester. */
const careful: ApprovalRule = { count: 1, roles: ['approver', 'commander'], people: [] }

/** What only looks is approved by nobody. */
const nobody = { count: 0, roles: [], people: [], because: 'It only looks, and changes nothing' }

/**
 * Who has to approve: the first exception in service.yml that fits, else the severity's rule. `within` tells
 * whether some hours are now. `because`: the exception's words.
 */
export function ruleFor(
  service: Pick<Service, 'approvals' | 'approvalExceptions'> | undefined,
  asked: Asked,
  within: (hours: Hours) => boolean,
): ApprovalRule & { because?: string } {
  if (asked.plan.readOnly) return nobody
  const usual = service?.approvals[asked.severity] ?? careful
  return service?.approvalExceptions.find((one) => fits(one, asked, usual, within)) ?? usual
}

function fits(
  one: ApprovalException,
  asked: Asked,
  usual: ApprovalRule,
  within: (hours: Hours) => boolean,
): boolean {
  const { severities, risks, remediations, targets, during } = one
  return (
    (severities?.includes(asked.severity) ?? true) &&
    (risks?.includes(asked.risk) ?? true) &&
    (remediations?.includes(asked.name) ?? true) &&
    (targets === undefined || names(asked.plan, targets, asksForLess(one, usual))) &&
    (during === undefined || within(during))
  )
}

/** Fewer approvals, or as many of a wider circle. */
function asksForLess(one: ApprovalRule, usual: ApprovalRule): boolean {
  if (one.count !== usual.count) return one.count < usual.count
  const [circle, was] = [one, usual].map(({ roles, people }) => new Set([...roles, ...people]))
  if (!circle || !was || circle.isSubsetOf(was)) return false
  return circle.isSupersetOf(was) || one.roles.includes('responder')
}

/** One that asks for less has to name all that changes; one that asks for more, any of it. */
function names(plan: Asked['plan'], targets: readonly string[], less: boolean): boolean {
  const changed = namesOf(plan)
  const named = (name: string) => targets.includes(name)
  return less ? changed.every(named) : changed.some(named)
}

/** `nqba-api` of `Deployment nqba-platform/nqba-api`. */
const namesOf = ({ target, touches = [] }: Asked['plan']): string[] =>
  [target, ...touches].map((one) => one.split(/[\s/]+/).findLast(Boolean) ?? one)
