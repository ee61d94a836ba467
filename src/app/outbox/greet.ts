import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

/** Tells the declarer where the incident's channel is. */
export async function greet(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id, replyTo, greet: person } = payloads.greet.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident?.channel) return undefined
  const picture = { of: 'channel-link' as const, incident }
  if (replyTo) await core.chat.answer(replyTo, picture)
  else if (person) await core.chat.post(await core.chat.directMessage(person), picture, { key: entry.key })
  return undefined
}
