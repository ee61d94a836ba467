import { streamOf } from '../app/change.ts'
import type { Core } from '../app/core.ts'
import type { Incident } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import type { Message } from './views/message.ts'
import { timeline, timelinePage } from './views/replies/timeline.ts'

/** One page of an incident's timeline; page 0 holds the newest entries. */
export async function timelineReply(core: Core, incident: Incident, page: number): Promise<Message> {
  const stream = streamOf(incident.id)
  const length = (await core.store.load(stream))?.version ?? 0
  const pages = Math.max(1, Math.ceil(length / timelinePage))
  const shown = Math.min(Math.max(page, 0), pages - 1)
  const end = length - shown * timelinePage
  const after = Math.max(0, end - timelinePage)
  const entries = await core.store.timeline<IncidentEvent>(stream, { after, limit: end - after })
  return timeline({ incident, entries, page: shown, pages })
}
