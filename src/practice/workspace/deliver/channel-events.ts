import type { Change } from '../team/changes.ts'
import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { type AppEvent, isIn, plain } from './app-event.ts'

/** What the app would be told of a change to a channel or to who is in it. */
export function channelEvents(team: Team, change: Change): AppEvent[] {
  if (!('channel' in change) || typeof change.channel === 'string') return []
  const { channel } = change
  const isPrivate = channel.kind === 'private'
  const scope = isPrivate ? 'groups:read' : 'channels:read'
  const prefix = isPrivate ? 'group' : 'channel'
  const about = { channel: channel.id, user: 'user' in change ? change.user : '' }
  const mayKnow = !isPrivate || isIn(team, channel.id)
  if (channel.kind === 'im' || !mayKnow) return []
  switch (change.kind) {
    case 'member-joined':
    case 'member-left':
      return membership(team, change, scope)
    case 'channel-created':
      return isPrivate ? [] : [plain('channel_created', scope, { channel: brief(channel) })]
    case 'channel-archived':
      return [plain(`${prefix}_archive`, scope, { ...about, is_moved: 0 })]
    case 'channel-unarchived':
      return [plain(`${prefix}_unarchive`, scope, about)]
    case 'channel-renamed':
      return [plain(`${prefix}_rename`, scope, { channel: brief(channel) })]
    default:
      return []
  }
}

function membership(
  team: Team,
  change: Extract<Change, { kind: 'member-joined' | 'member-left' }>,
  scope: string,
): AppEvent[] {
  const { channel, user } = change
  if (change.kind === 'member-left' && user === team.app.botUserId)
    return [plain('channel_left', scope, { channel: channel.id, actor_id: user })]
  if (!isIn(team, channel.id)) return []
  return [
    plain(change.kind === 'member-joined' ? 'member_joined_channel' : 'member_left_channel', scope, {
      user,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: team.id,
      ...('inviter' in change ? { inviter: change.inviter } : {}),
    }),
  ]
}

const brief = ({ id, name, created, creator }: Channel): Record<string, unknown> => ({
  id,
  name,
  name_normalized: name,
  is_channel: true,
  created,
  creator,
})
