import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { ChatRefused, type Picture } from '../ports/chat.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

/**
 * Tells the declarer where the incident's channel is. What only they can see cannot be looked for: in doubt
 * it is not said again, for the invitation shows them the channel too.
 */
export async function greet(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id, replyTo, greet: person } = payloads.greet.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident?.channel) return undefined
  const picture = { of: 'channel-link' as const, incident }
  if (replyTo && !entry.uncertain) await core.chat.answer(replyTo, picture)
  if (replyTo || !person) return undefined
  if (person.channel && (entry.uncertain || (await whispered(core, person.channel, person.person, picture))))
    return undefined
  const channel = await core.chat.directMessage(person.person)
  const said = entry.uncertain && (await core.chat.find(channel, entry.key, entry.createdAt))
  if (!said) await core.chat.post(channel, picture, { key: entry.key })
  return undefined
}

/** Slack refuses where the bot is not a member. */
async function whispered(core: Core, channel: string, person: string, picture: Picture): Promise<boolean> {
  try {
    await core.chat.whisper(channel, person, picture)
    return true
  } catch (error) {
    if (!(error instanceof ChatRefused)) throw error
    return false
  }
}
