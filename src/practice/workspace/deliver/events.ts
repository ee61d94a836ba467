import { channelType, messageShape } from '../shapes/message.ts'
import { personShape } from '../shapes/person.ts'
import { homeShape } from '../shapes/view.ts'
import type { Change } from '../team/changes.ts'
import { findChannel } from '../team/find.ts'
import type { Channel, Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'

export type AppEvent = {
  /** The subscription that lets it through, as the manifest names it. */
  subscription: string
  scope: string
  event: Record<string, unknown>
}

/** What the app would be told of a change, were it subscribed to everything. */
export function eventsOf(team: Team, change: Change): AppEvent[] {
  switch (change.kind) {
    case 'message':
      return [
        ...messageEvent(team, change.message, shownEvent(team, change.message)),
        ...mention(team, change.message),
      ]
    case 'message-changed':
      return messageEvent(team, change.message, {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        message: messageShape(team, change.message),
        previous_message: messageShape(team, change.previous),
        channel: change.message.channel,
        ts: team.ids.ts(),
      })
    case 'message-deleted':
      return messageEvent(team, change.message, {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: change.message.ts,
        previous_message: messageShape(team, change.message),
        channel: change.message.channel,
        ts: team.ids.ts(),
      })
    case 'reaction':
      return reaction(team, change)
    case 'pin':
      return pinned(team, change)
    case 'home-opened':
      return [plain('app_home_opened', '', homeOpened(team, change))]
    case 'file-shared':
      return !isIn(team, change.channel)
        ? []
        : [
            plain('file_shared', 'files:read', {
              channel_id: change.channel,
              file_id: change.file.id,
              user_id: change.user,
              file: { id: change.file.id },
            }),
          ]
    case 'person-joined':
      return [plain('team_join', 'users:read', { user: personShape(team, change.person) })]
    case 'person-changed':
      return [plain('user_change', 'users:read', { user: personShape(team, change.person) })]
    default:
      return channelEvents(team, change)
  }
}

const plain = (type: string, scope: string, event: Record<string, unknown>): AppEvent => ({
  subscription: type,
  scope,
  event: { type, ...event },
})

const isIn = (team: Team, channel: string): boolean =>
  findChannel(team, channel)?.members.includes(team.app.botUserId) === true

const MESSAGE_SUBSCRIPTIONS = {
  channel: { subscription: 'message.channels', scope: 'channels:history' },
  group: { subscription: 'message.groups', scope: 'groups:history' },
  im: { subscription: 'message.im', scope: 'im:history' },
} as const

function messageEvent(team: Team, message: Message, event: Record<string, unknown>): AppEvent[] {
  if (!isIn(team, message.channel)) return []
  const type = channelType(team, message.channel)
  return [{ ...MESSAGE_SUBSCRIPTIONS[type], event: { ...event, channel_type: type } }]
}

const shownEvent = (team: Team, message: Message): Record<string, unknown> => ({
  ...messageShape(team, message),
  channel: message.channel,
  ...(message.botId || message.subtype ? {} : { client_msg_id: `practice-${message.ts}` }),
})

function mention(team: Team, message: Message): AppEvent[] {
  const isMention = message.text.includes(`<@${team.app.botUserId}>`) && !message.subtype && !message.botId
  if (!isMention || channelType(team, message.channel) === 'im' || !isIn(team, message.channel)) return []
  const event = { ...shownEvent(team, message), type: 'app_mention' }
  return [{ subscription: 'app_mention', scope: 'app_mentions:read', event }]
}

function reaction(
  team: Team,
  { on, name, user, message }: Extract<Change, { kind: 'reaction' }>,
): AppEvent[] {
  if (!isIn(team, message.channel)) return []
  return [
    plain(on ? 'reaction_added' : 'reaction_removed', 'reactions:read', {
      user,
      reaction: name,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
    }),
  ]
}

function pinned(team: Team, { on, user, message, channel }: Extract<Change, { kind: 'pin' }>): AppEvent[] {
  if (!isIn(team, channel.id)) return []
  return [
    plain(on ? 'pin_added' : 'pin_removed', 'pins:read', {
      user,
      channel_id: channel.id,
      item: {
        type: 'message',
        channel: channel.id,
        created: team.ids.seconds(),
        created_by: user,
        message: messageShape(team, message),
      },
      item_user: message.user,
      pin_count: channel.pins.length,
      has_pins: channel.pins.length > 0,
    }),
  ]
}

function homeOpened(
  team: Team,
  { user, channel }: Extract<Change, { kind: 'home-opened' }>,
): Record<string, unknown> {
  const home = team.state.homes[user]
  return { user, channel: channel.id, tab: 'home', ...(home ? { view: homeShape(team, home) } : {}) }
}

function channelEvents(team: Team, change: Change): AppEvent[] {
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
