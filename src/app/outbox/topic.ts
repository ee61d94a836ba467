import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

export async function topic(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id } = payloads.ofIncident.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident?.channel) return undefined
  const service = incident.service ? core.library.service(incident.service)?.name : undefined
  const words = [`${incident.id} ${incident.severity.toUpperCase()}`, service, incident.title].filter(Boolean)
  // A topic cannot be escaped; `<!channel>` in a title is to stay words here too.
  await core.chat.topic(incident.channel.id, words.join(' · ').replace(/<(?=[!@#])/g, '‹'))
  return undefined
}
