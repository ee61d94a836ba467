import { bot } from '../../domain/incident-event.ts'
import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { gapFound, respondersInvited } from '../incidents.ts'
import { ChatLacks } from '../ports/chat.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'
import { lacking } from './visible.ts'

/** Brings people in; who could not be invited is said, and the others are in. */
export async function invite(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { incident: id, people, responders, roles } = payloads.invite.parse(entry.payload)
  const incident = await loadIncident(core, id)
  if (!incident?.channel) return undefined
  const service = incident.service ? core.library.service(incident.service) : undefined
  const named = responders
    ? [...core.directory.ids(service?.responders ?? []), ...core.directory.ids(service?.owners ?? [])]
    : []
  const holding = roles.flatMap((role) => core.directory.withRole(role))
  const wanted = [...new Set([...people, ...named, ...holding])]
  const { failed } = await core.chat.invite(incident.channel.id, wanted)
  if (failed.length > 0)
    await gapFound(core, id, `could not invite ${failed.map((who) => `<@${who}>`).join(', ')}`)
  await respondersInvited(
    core,
    id,
    // Said once, however often a crash makes this be done.
    { actor: bot, cause: `outbox:${entry.key}` },
    wanted.filter((who) => !failed.includes(who)),
    failed,
  )
  if (responders && service?.responderGroup)
    await inviteGroup(core, entry, incident.channel.id, service.responderGroup, wanted)
  return undefined
}

/** After the named people, so that a workspace without user groups still has them in the room at once. */
async function inviteGroup(
  core: Core,
  entry: OutboxEntry,
  channel: string,
  group: string,
  already: string[],
): Promise<void> {
  try {
    const members = await core.chat.groupMembers(group)
    const missing = members.filter((who) => !already.includes(who))
    if (missing.length > 0) await core.chat.invite(channel, missing)
  } catch (error) {
    if (!(error instanceof ChatLacks)) throw error
    await lacking(core, entry, error.what)
  }
}
