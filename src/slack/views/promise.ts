import type { Incident } from '../../domain/incident.ts'
import type { Service } from '../../domain/service.ts'
import { deadline, later } from '../mrkdwn.ts'
import { mark } from './marks.ts'

/** The next promise of the service to keep at this severity: acknowledge, say how it goes, or resolve. */
export function promise(incident: Incident, service: Service | undefined, now: Date): string | undefined {
  const pledge = service?.severities[incident.severity]
  if (!pledge || incident.status === 'resolved' || incident.status === 'closed') return undefined
  if (incident.status === 'declared' && pledge.respondWithinMs)
    return due(
      'Acknowledge by',
      'Not acknowledged in time; due',
      incident.declaredAt,
      pledge.respondWithinMs,
      now,
    )
  if (incident.status !== 'mitigated' && pledge.updateEveryMs)
    return due('Next update by', 'An update is due since', newest(incident), pledge.updateEveryMs, now)
  if (pledge.resolveWithinMs)
    return due('Resolve by', 'Should have been resolved by', incident.declaredAt, pledge.resolveWithinMs, now)
  return undefined
}

const newest = (incident: Incident): string =>
  incident.update?.at ?? incident.acknowledgedAt ?? incident.declaredAt

function due(before: string, after: string, from: string, ms: number, now: Date): string {
  const at = later(from, ms)
  return Date.parse(at) >= now.getTime()
    ? `${before} ${deadline(at)}`
    : `${mark.warning} ${after} ${deadline(at)}`
}
