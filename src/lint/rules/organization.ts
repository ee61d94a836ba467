import type { Hours, Role } from '../../domain/service.ts'
import type { Note } from '../finding.ts'
import type { LintFolder } from '../folder.ts'

/** What organization.yml leaves nobody to do. */
export function organizationRule({ organization }: LintFolder): Note[] {
  if (!organization) return []
  const { file, value } = organization
  const nobody = (role: Role) => !value.people.some(({ roles }) => roles.includes(role))
  const notes: Note[] = []
  if (nobody('responder'))
    notes.push({
      file,
      path: ['people'],
      rule: 'no-responder',
      says: 'Nobody has the role responder: no remediation can be asked for',
      advice: 'Give it to everybody who works incidents: roles: [responder]',
    })
  if (nobody('lead'))
    notes.push({
      file,
      path: ['people'],
      rule: 'no-lead',
      says: 'Nobody has the role lead: no shift can be handed over, and nobody hears when this file breaks',
      advice: 'Give it to those who lead shifts: roles: [responder, lead]',
    })
  if (value.workingHours && isEmpty(value.workingHours))
    notes.push(emptyHours(file, ['workingHours'], 'Working hours'))
  return notes
}

export const isEmpty = ({ from, to }: Hours): boolean => from === to

export const emptyHours = (file: string, path: Note['path'], what: string): Note => ({
  file,
  path,
  key: 'to',
  rule: 'empty-hours',
  says: `${what} begin and end at the same time: they are never now`,
  advice: 'Write when they end; a time before "from" goes past midnight',
})
