import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { channelOpened } from '../incidents.ts'
import type { OutboxEntry, Outgoing } from '../ports/store.ts'
import { payloads } from './payloads.ts'

/** Makes the incident's channel. What an earlier, unfinished try made is found by its name and taken. */
export async function openChannel(core: Core, entry: OutboxEntry): Promise<'finished' | undefined> {
  const { incident: id, replyTo, greet } = payloads.openChannel.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident || incident.channel) return undefined
  const wanted = `${id.toLowerCase()}-${incident.title}`
  const channel = await core.chat.openChannel(wanted, { adopt: entry.uncertain })
  const answers: Outgoing[] =
    replyTo || greet
      ? [
          {
            key: `${id}/greet`,
            lane: `greet/${id}`,
            kind: 'greet',
            payload: { incident: id, ...(replyTo && { replyTo }), ...(greet && { greet }) },
          },
        ]
      : []
  const opened = await channelOpened(core, id, channel, { finishes: entry, extra: answers })
  return opened.ok && opened.value.entries.length > 0 ? 'finished' : undefined
}
