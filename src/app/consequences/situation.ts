import type { Incident } from '../../domain/incident.ts'
import type { TimelineEntry } from '../../domain/incident-event.ts'
import type { Organization, Service } from '../../domain/service.ts'
import type { NewJob, Outgoing } from '../ports/store.ts'
import { keys, show } from '../showing.ts'
import type { Consequences } from '../streams.ts'

/** What has just happened to an incident, and where it happens. */
export type Situation = {
  before: Incident | undefined
  after: Incident
  entries: readonly TimelineEntry[]
  now: Date
  organization: Organization
  service: Service | undefined
}

export type Follows = Partial<Consequences>

/** A timeline entry's own message in the incident's channel, or in the thread of another. */
export const entryMessage = (
  incident: string,
  of: 'entry' | 'evidence' | 'gap',
  seq: number,
  { lane, thread }: { lane: string; thread?: string },
): Outgoing =>
  show(keys.entry(incident, seq), lane, {
    picture: { of, incident, seq },
    place: { incident },
    ...(thread && { thread }),
  })

export const job = (kind: string, key: string, payload: NewJob['payload'], dueAt: Date): NewJob => ({
  key,
  kind,
  payload,
  dueAt,
})
