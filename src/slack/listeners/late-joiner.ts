import { loadIncident, streamOf } from '../../app/change.ts'
import type { Core } from '../../app/core.ts'
import { catchUp } from '../../app/pictures.ts'
import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent } from '../../domain/incident-event.ts'
import type { SlackChat } from '../chat/chat.ts'
import { type AnyListener, listenTo } from '../listen.ts'

/** Those invited at the start see the card; whoever comes later is told, alone and once, how it stands. */
export const lateAfterMs = 60_000

export const lateJoiner = (chat: Pick<SlackChat, 'whisper' | 'identity'>): AnyListener =>
  listenTo({
    type: 'member_joined_channel',
    async run({ user, channel, inviter }, { core }) {
      const self = chat.identity().userId
      if (user === self) return
      const [here] = await core.store.list({ kind: 'incident', channel, limit: 1 })
      const incident = here && (await loadIncident(core, `INC-${here.number}`))
      if (!incident || incident.status === 'closed') return
      if (await isEarly(core, incident, inviter === self)) return
      const told = `caught-up/${incident.id}/${user}`
      if (await core.store.recall(told)) return
      await chat.whisper(channel, user, await catchUp(core, incident))
      await core.store.remember(told, true)
    },
  })

/** With the first of the room, or among those Muster itself invites, however long Slack made that take. */
async function isEarly(core: Core, incident: Incident, invitedByMuster: boolean): Promise<boolean> {
  const lately = (at: string) => core.clock.now().getTime() - Date.parse(at) < lateAfterMs
  if (lately(incident.declaredAt)) return true
  if (!invitedByMuster) return false
  const start = await core.store.timeline<IncidentEvent>(streamOf(incident.id), { limit: 100 })
  const invited = start.find(({ event }) => event.type === 'responders-invited')
  return !invited || lately(invited.at)
}
