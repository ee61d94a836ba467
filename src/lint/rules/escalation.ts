import { formatDuration } from '../../domain/duration.ts'
import type { EscalationLevel } from '../../domain/service.ts'
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
      ...(before
        ? outOfOrder(before, level).map((says) => ({
            ...order,
            file,
            path: ['escalation', n, 'after'],
            says,
          }))
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
  return [...levels, ...late({ service, file }, reached)]
}

const order = {
  rule: 'escalation-order' as const,
  advice: 'Let each level come later than the one before, or make one of the two',
}

/** Once, at the worst severity at which it is so. */
function outOfOrder(before: EscalationLevel, level: EscalationLevel): string[] {
  for (const severity of severities) {
    const [first, then] = [before.afterMs[severity], level.afterMs[severity]]
    if (first === undefined || then === undefined || then > first) continue
    const bySeverity = new Set(Object.values(level.afterMs)).size > 1
    // Said of one severity, it is meant: everybody at once.
    if (bySeverity && then === 0) continue
    const at = bySeverity ? ` at ${severity.toUpperCase()}` : ''
    return [
      `“${level.name}” is asked after ${formatDuration(then)}${at}, and “${before.name}” before it after ${formatDuration(first)}`,
    ]
  }
  return []
}

function late(
  { service, file }: Pick<ServiceFolder, 'service' | 'file'>,
  reached: readonly EscalationLevel[],
): Note[] {
  if (reached.length === 0 || service.responders.length > 0 || service.responderGroup) return []
  const promised = severities.flatMap((severity) => {
    const within = service.severities[severity]?.respondWithinMs
    const asked = reached.flatMap(({ afterMs }) => afterMs[severity] ?? [])
    const firstMs = asked.length > 0 ? Math.min(...asked) : undefined
    return within === undefined || firstMs === undefined || within >= firstMs
      ? []
      : [{ severity, within, firstMs }]
  })
  const [tightest] = promised.sort((a, b) => a.within - b.within)
  if (!tightest) return []
  return [
    {
      file,
      path: ['escalation', 0, 'after'],
      rule: 'escalation-late',
      says: `The first to be asked hear of it after ${formatDuration(tightest.firstMs)}; ${tightest.severity.toUpperCase()} promises a response within ${formatDuration(tightest.within)}`,
      advice: 'Ask them at once, or name responders, who are invited at once',
    },
  ]
}
