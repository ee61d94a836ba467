import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

/** The service's dashboards and the incident's page, at the top of the channel. */
export async function bookmarks(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id } = payloads.ofIncident.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident?.channel) return undefined
  const service = incident.service ? core.library.service(incident.service) : undefined
  const page = core.webUrl ? [{ title: 'Timeline', url: `${core.webUrl}/incidents/${incident.number}` }] : []
  for (const { title, url } of [...page, ...(service?.dashboards ?? [])].slice(0, 3))
    await core.chat.bookmark(incident.channel.id, title, url)
  return undefined
}
