import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

/** Tells the declarer where the incident's channel is. */
export async function greet(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id, replyTo } = payloads.greet.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (incident?.channel) await core.chat.answer(replyTo, { of: 'channel-link', incident })
  return undefined
}
