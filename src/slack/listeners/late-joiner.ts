import { loadIncident } from '../../app/change.ts'
import { catchUp } from '../../app/pictures.ts'
import type { SlackChat } from '../chat/chat.ts'
import { type AnyListener, listenTo } from '../listen.ts'

/** Those invited at the start see the card; whoever comes later is told, alone, how it stands. */
const lateAfterMs = 60_000

export const lateJoiner = (chat: Pick<SlackChat, 'whisper' | 'identity'>): AnyListener =>
  listenTo({
    type: 'member_joined_channel',
    async run({ user, channel }, { core }) {
      if (user === chat.identity().userId) return
      const [here] = await core.store.list({ kind: 'incident', channel, limit: 1 })
      const incident = here && (await loadIncident(core, `INC-${here.number}`))
      if (!incident || incident.status === 'closed') return
      if (core.clock.now().getTime() - Date.parse(incident.declaredAt) < lateAfterMs) return
      await chat.whisper(channel, user, await catchUp(core, incident))
    },
  })
