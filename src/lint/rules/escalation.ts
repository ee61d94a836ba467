import { formatDuration } from '../../domain/duration.ts'
import { severities } from '../../domain/severity.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'

/** Whether somebody is asked, each level later than the one before, and in time. */
export function escalationRule({ service, file }: ServiceFolder): Note[] {
  const { escalation, responders, responderGroup } = service
  const reached = escalation.filter(({ people, userGroup }) => people.length > 0 || userGroup)
  const levels = escalation.flatMap((level, n): Note[] => {
    const before = escalation[n - 1]
    return [
      ...(reached.includes(level)
        ? []
        : [
            {
              file,
              path: ['escalation', n],
              rule: 'escalation-empty' as const,
              says: `The level “${level.name}” asks nobody`,
              advice: 'Name people, or a userGroup',
            },
          ]),
      ...(before && level.afterMs <= before.afterMs
        ? [
            {
              file,
              path: ['escalation', n, 'after'],
              rule: 'escalation-order' as const,
              says: `“${level.name}” is asked after ${formatDuration(level.afterMs)}, and “${before.name}” before it after ${formatDuration(before.afterMs)}`,
              advice: 'Let each level come later than the one before, or make one of the two',
            },
          ]
        : []),
    ]
  })
  if (reached.length === 0 && responders.length === 0 && !responderGroup)
    return [
      ...levels,
      {
        file,
        path: ['escalation'],
        rule: 'nobody-invited',
        says: 'An incident of this service invites nobody and asks nobody',
        advice: 'Name responders, a responderGroup, or an escalation level',
      },
    ]
  return [...levels, ...late({ service, file }, reached[0]?.afterMs)]
}

function late(
  { service, file }: Pick<ServiceFolder, 'service' | 'file'>,
  firstMs: number | undefined,
): Note[] {
  if (firstMs === undefined || service.responders.length > 0 || service.responderGroup) return []
  const promised = severities.flatMap((severity) => {
    const within = service.severities[severity]?.respondWithinMs
    return within === undefined ? [] : [{ severity, within }]
  })
  const [tightest] = promised.sort((a, b) => a.within - b.within)
  if (!tightest || tightest.within >= firstMs) return []
  return [
    {
      file,
      path: ['escalation', 0, 'after'],
      rule: 'escalation-late',
      says: `The first to be asked hear of it after ${formatDuration(firstMs)}; ${tightest.severity.toUpperCase()} promises a response within ${formatDuration(tightest.within)}`,
      advice: 'Ask them at once, or name responders, who are invited at once',
    },
  ]
}
