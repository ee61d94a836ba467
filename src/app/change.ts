import { evolve } from '../domain/evolve.ts'
import type { Incident } from '../domain/incident.ts'
import { bot, type IncidentEvent, type TimelineEntry } from '../domain/incident-event.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { consequences } from './consequences/index.ts'
import type { Core } from './core.ts'
import type { Outgoing, Summary } from './ports/store.ts'
import { type By, beginStream, changeStream, type StreamKind } from './streams.ts'

export type { By } from './streams.ts'

export const streamOf = (incident: string): string => incident.replace('INC-', 'incident-')

export async function loadIncident(core: Core, id: string): Promise<Incident | undefined> {
  return (await core.store.load<Incident>(streamOf(id)))?.state
}

export type Changed = { incident: Incident; entries: TimelineEntry[] }

const incidents: StreamKind<Incident, IncidentEvent> = {
  kind: 'incident',
  evolve,
  summary: summaryOf,
  actorOf: (event) => ('automatic' in event && event.automatic ? bot : undefined),
  follow: (core, step) =>
    consequences({
      ...step,
      organization: core.library.organization(),
      service: step.after.service ? core.library.service(step.after.service) : undefined,
    }),
}

/** The one way an incident changes. */
export async function change(
  core: Core,
  id: string,
  by: By,
  decide: (incident: Incident) => Result<readonly IncidentEvent[]>,
  extra: readonly Outgoing[] = [],
): Promise<Result<Changed>> {
  const changed = await changeStream(core, incidents, streamOf(id), by, decide, extra)
  if (changed.ok) return ok({ incident: changed.value.state, entries: changed.value.entries })
  return changed.refusal.code === 'no-record' ? refuse('no-incident', `There is no ${id}`) : changed
}

/** Begins an incident under the next free number. */
export async function begin(
  core: Core,
  by: By,
  decide: (number: number) => { events: readonly IncidentEvent[]; extra: readonly Outgoing[] },
): Promise<Result<Changed>> {
  const begun = await beginStream(core, incidents, by, decide)
  return begun.ok ? ok({ incident: begun.value.state, entries: begun.value.entries }) : begun
}

function summaryOf(incident: Incident): Summary {
  return {
    stream: streamOf(incident.id),
    kind: 'incident',
    number: incident.number,
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    service: incident.service,
    owner: incident.commander,
    channel: incident.channel?.id,
    openedAt: incident.declaredAt,
    endedAt: incident.resolvedAt,
  }
}
