import type { Clicker } from '../domain/approval.ts'
import type { Incident } from '../domain/incident.ts'
import { type Refused, refuse } from '../domain/result.ts'
import type { ApprovalRule, Role } from '../domain/service.ts'
import type { Core } from './core.ts'

/** Where service.yml says nothing about a severity: one approver or commander, never the requester. */
const careful: ApprovalRule = { count: 1, roles: ['approver', 'commander'], people: [] }

export function approvalRule(core: Core, incident: Incident): ApprovalRule {
  const service = incident.service ? core.library.service(incident.service) : undefined
  const rule = service?.approvals[incident.severity] ?? careful
  return { ...rule, people: core.directory.ids(rule.people) }
}

export const clicker = (core: Core, id: string): Clicker => ({ id, roles: core.directory.roles(id) })

/** Refuses who holds none of the roles; says which would do. */
export function lacks(core: Core, id: string, needed: readonly Role[], what: string): Refused | undefined {
  const held = core.directory.roles(id)
  if (needed.some((role) => held.includes(role))) return undefined
  return refuse(
    'role',
    `To ${what} you need the role ${needed.join(' or ')}: ask whoever keeps organization.yml to add it to you`,
  )
}
