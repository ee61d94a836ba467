import type { RemediationRecord, Risk } from './remediation.ts'
import type { ApprovalException, ApprovalRule, Hours, Service } from './service.ts'
import type { Severity } from './severity.ts'

/** What a rule is chosen by. */
export type Asked = {
  severity: Severity
  risk: Risk
  name: string
  plan: Pick<RemediationRecord['plan'], 'target' | 'touches'>
}

/** Where service.yml says nothing about a severity: one approver or commander, never the requester. */
const careful: ApprovalRule = { count: 1, roles: ['approver', 'commander'], people: [] }

/**
 * Who has to approve: the first exception in service.yml that fits, else the severity's rule. `within` tells
 * whether some hours are now. `because`: the exception's words.
 */
export function ruleFor(
  service: Service | undefined,
  asked: Asked,
  within: (hours: Hours) => boolean,
): ApprovalRule & { because?: string } {
  const exception = service?.approvalExceptions.find((one) => fits(one, asked, within))
  return exception ?? service?.approvals[asked.severity] ?? careful
}

function fits(one: ApprovalException, asked: Asked, within: (hours: Hours) => boolean): boolean {
  const { severities, risks, remediations, targets, during } = one
  return (
    (severities?.includes(asked.severity) ?? true) &&
    (risks?.includes(asked.risk) ?? true) &&
    (remediations?.includes(asked.name) ?? true) &&
    (targets === undefined || namesOf(asked.plan).every((name) => targets.includes(name))) &&
    (during === undefined || within(during))
  )
}

/** `nqba-api` of `Deployment nqba-platform/nqba-api`; an exception counts only if it names all that changes. */
const namesOf = ({ target, touches = [] }: Asked['plan']): string[] =>
  [target, ...touches].map((one) => one.split(/[\s/]+/).findLast(Boolean) ?? one)
