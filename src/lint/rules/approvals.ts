import { ruleFor } from '../../domain/approval-rule.ts'
import { count } from '../../domain/count.ts'
import type { ApprovalRule, Organization, Person, Service } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import type { Path } from '../../library/mistake.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'

/** Whether enough people may approve at every severity, whoever asks. */
export function approvalsRule({ service, file }: ServiceFolder, { organization }: LintFolder): Note[] {
  if (!organization) return []
  const people = organization.value
  const notes = severities.flatMap((severity) => {
    const path: Path = service.approvals[severity] ? ['approvals', severity] : ['approvals']
    const name = severity.toUpperCase()
    const rule = ordinary(service, severity)
    const reach = reachNotes(rule, people, { file, path, name })
    if (rule.count > 0 || (severity !== 'p0' && severity !== 'p1')) return reach
    return [
      ...reach,
      {
        file,
        path: [...path, 'count'],
        rule: 'approval-none' as const,
        says: `At ${name} a change to production needs nobody’s approval`,
        advice: 'Ask for at least one, and let an exception name the low risks that need none',
      },
    ]
  })
  if (service.breakGlass && !people.workingHours)
    notes.push({
      file,
      path: ['breakGlass'],
      rule: 'glass-any-hour',
      says: 'A P0’s commander may go on without approval at any hour: organization.yml names no working hours',
      advice: 'Set workingHours in organization.yml; within them somebody else approves',
    })
  return notes
}

/** The severity's own rule, or the one in force where service.yml gives none. */
const ordinary = (service: Service, severity: (typeof severities)[number]): ApprovalRule =>
  ruleFor(
    { ...service, approvalExceptions: [] },
    { severity, risk: 'high', name: '', plan: { target: '' } },
    () => false,
  )

/** `people` of a rule are what the library made of names: a Slack id, or an e-mail where there is none. */
const may = (rule: ApprovalRule, { slack, email, roles }: Person): boolean =>
  rule.people.some((id) => id === slack || id === email) || roles.some((role) => rule.roles.includes(role))

export function reachNotes(
  rule: ApprovalRule,
  { people }: Organization,
  { file, path, name }: { file: string; path: Path; name: string },
): Note[] {
  const approvers = people.filter((one) => may(rule, one))
  const requesters = people.filter(({ roles }) => roles.includes('responder'))
  const left = (asking: Person) => approvers.filter((one) => one !== asking).length
  const stuck = requesters.filter((one) => left(one) < rule.count)
  if (rule.count === 0 || (stuck.length === 0 && approvers.length >= rule.count)) return []
  const asked = `${name} asks for ${count(rule.count, 'approval')}`
  const given =
    approvers.length === 0 ? 'nobody may give one' : `only ${names(approvers)} may give ${givenOnes(rule)}`
  const advice = 'Add people or roles to this rule, give its roles to more people, or lower count'
  if (stuck.length === requesters.length)
    return [
      { file, path, rule: 'approval-impossible', says: `${asked}, but ${given}, never who asks`, advice },
    ]
  return [
    {
      file,
      path,
      rule: 'approval-narrow',
      says: `${asked}, and ${given}: when ${names(stuck, 'or')} asks, ${left(stuck[0] ?? people[0] ?? noPerson) === 0 ? 'nobody is left' : 'too few are left'}`,
      advice,
    },
  ]
}

const noPerson: Person = { name: '', roles: [] }
const givenOnes = ({ count: needed }: ApprovalRule) => (needed === 1 ? 'one' : 'them')
/** `Ana, Bob and Chen`; of many, the first few. */
function names(people: readonly Person[], word = 'and'): string {
  const shown = people.slice(0, 4).map(({ name }) => name)
  const rest = people.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1)}`
}
