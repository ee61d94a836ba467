import { nearest } from '../../domain/nearest.ts'
import type { ApprovalException, Hours, Service } from '../../domain/service.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { reachNotes } from './approvals.ts'
import { emptyHours, isEmpty } from './organization.ts'

/** Approval exceptions: what they name exists, they can be satisfied, and no earlier one hides them. */
export function exceptionsRule(
  { service, file }: ServiceFolder,
  { organization, tools }: LintFolder,
): Note[] {
  const targets = targetNames(service)
  return service.approvalExceptions.flatMap((one, n) => {
    const path = ['approvals', 'exceptions', n]
    const unknown = (key: 'remediations' | 'targets', known: readonly string[]): Note[] =>
      (one[key] ?? []).flatMap((name, at) => {
        if (known.includes(name)) return []
        const meant = nearest(name, known)
        const says = `This exception is for ${name}, which ${key === 'targets' ? 'is nothing this service lists' : 'is no remediation'}`
        const advice = meant ? `Did you mean ${meant}?` : `Known: ${known.join(', ')}`
        return [{ file, path: [...path, 'when', key, at], rule: 'exception-unknown', says, advice }]
      })
    const before = service.approvalExceptions.slice(0, n).findIndex((earlier) => hides(earlier, one))
    return [
      ...unknown(
        'remediations',
        tools.remediations.map(({ name }) => name),
      ),
      ...unknown('targets', targets),
      ...(one.during && isEmpty(one.during)
        ? [emptyHours(file, [...path, 'when', 'during'], 'Hours of this exception')]
        : []),
      ...(organization
        ? reachNotes(one, organization.value, { file, path, name: `The exception “${one.because}”` })
        : []),
      ...(before < 0
        ? []
        : [
            {
              file,
              path,
              rule: 'exception-hidden' as const,
              says: `This exception never counts: number ${before + 1} fits whenever it does, and the first that fits counts`,
              advice: 'Move the narrower one up, or delete one of the two',
            },
          ]),
    ]
  })
}

/** What an exception may name: see `ApprovalException.targets`. */
const targetNames = ({ targets, commands, requests }: Service): string[] => [
  ...targets.deployments,
  ...targets.configmaps,
  ...[...targets.caches, ...commands, ...requests].map(({ name }) => name),
]

/** Whether `wide` fits wherever `narrow` fits. What a condition does not name, it does not ask for. */
function hides(wide: ApprovalException, narrow: ApprovalException): boolean {
  const covers = <T>(all: readonly T[] | undefined, some: readonly T[] | undefined) =>
    all === undefined || (some?.every((one) => all.includes(one)) ?? false)
  return (
    covers(wide.severities, narrow.severities) &&
    covers(wide.risks, narrow.risks) &&
    covers(wide.remediations, narrow.remediations) &&
    covers(wide.targets, narrow.targets) &&
    (wide.during === undefined || sameHours(wide.during, narrow.during))
  )
}

const sameHours = (one: Hours, other: Hours | undefined): boolean =>
  other !== undefined && one.from === other.from && one.to === other.to && `${one.days}` === `${other.days}`
