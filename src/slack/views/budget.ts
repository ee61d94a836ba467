import { formatDuration } from '../../domain/duration.ts'
import type { PhaseRecord } from '../../domain/incident.ts'
import type { Phase } from '../../domain/playbook.ts'
import { deadline, later } from '../mrkdwn.ts'
import { mark } from './marks.ts'

/** A phase's time budget as people need it now: by when, by how much it is over, or how long it took. */
export function budget(phase: Phase, record: PhaseRecord | undefined, now: Date): string | undefined {
  const within = phase.withinMs === undefined ? undefined : formatDuration(phase.withinMs)
  if (!record?.startedAt) return within && `Time budget ${within}`
  if (record.endedAt) {
    const took = formatDuration(Date.parse(record.endedAt) - Date.parse(record.startedAt))
    return within ? `Took ${took} of ${within}` : `Took ${took}`
  }
  if (phase.withinMs === undefined) return undefined
  const due = later(record.startedAt, phase.withinMs)
  return Date.parse(due) >= now.getTime()
    ? `Time budget ${within}, until ${deadline(due)}`
    : `${mark.warning} Over its time budget of ${within} since ${deadline(due)}`
}
