import type { Clicker } from '../domain/approval.ts'
import { type Asked, ruleFor } from '../domain/approval-rule.ts'
import type { GlassPolicy } from '../domain/break-glass.ts'
import type { Incident } from '../domain/incident.ts'
import { type Refused, refuse } from '../domain/result.ts'
import type { ApprovalRule, Role } from '../domain/service.ts'
import type { Severity } from '../domain/severity.ts'
import type { Core } from './core.ts'
import { isWithin } from './zoned-time.ts'

/** `severity`: at which it was asked for; a milder one later makes it no easier to approve. */
type ToApprove = Omit<Asked, 'severity'> & { severity?: Severity }

/** Who has to approve this now, by service.yml as it stands. */
export function approvalRule(
  core: Core,
  incident: Incident,
  asked: ToApprove,
): ApprovalRule & { because?: string } {
  const service = incident.service ? core.library.service(incident.service) : undefined
  const { timeZone } = core.library.organization()
  const { severity: then = incident.severity } = asked
  const severity = then < incident.severity ? then : incident.severity
  const rule = ruleFor(service, { ...asked, severity }, (hours) =>
    isWithin(hours, core.clock.now(), timeZone),
  )
  return { ...rule, people: core.directory.ids(rule.people) }
}

/** Everybody who may approve it, those named first; never the one who asks. */
export function approversOf(core: Core, incident: Incident, one: ToApprove, by: string): string[] {
  const rule = approvalRule(core, incident, one)
  const people = [...rule.people, ...rule.roles.flatMap((role) => core.directory.withRole(role))]
  return [...new Set(people)].filter((id) => id !== by)
}

export const clicker = (core: Core, id: string): Clicker => ({ id, roles: core.directory.roles(id) })

/** Whether the glass may be broken now, as far as service.yml and the clock decide it. */
export function glassPolicy(core: Core, incident: Incident): GlassPolicy {
  const service = incident.service ? core.library.service(incident.service) : undefined
  const { workingHours, timeZone } = core.library.organization()
  return {
    allowed: service?.breakGlass ?? false,
    workingHours: workingHours !== undefined && isWithin(workingHours, core.clock.now(), timeZone),
  }
}

/** Who answers for what changed: the first owner of the service. */
export const ownerOf = (core: Core, incident: Incident, not?: string): string | undefined => {
  const service = incident.service ? core.library.service(incident.service) : undefined
  return core.directory.ids(service?.owners ?? []).find((id) => id !== not)
}

/** Refuses who holds none of the roles; says which would do. */
export function lacks(core: Core, id: string, needed: readonly Role[], what: string): Refused | undefined {
  const held = core.directory.roles(id)
  if (needed.some((role) => held.includes(role))) return undefined
  return refuse(
    'role',
    `To ${what} you need the role ${needed.join(' or ')}: ask whoever keeps organization.yml to add it to you`,
  )
}
