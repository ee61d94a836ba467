import { channelType, messageShape } from '../shapes/message.ts'
import { personShape } from '../shapes/person.ts'
import { homeShape } from '../shapes/view.ts'
import type { Change } from '../team/changes.ts'
import type { Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { type AppEvent, isIn, plain } from './app-event.ts'
import { channelEvents } from './channel-events.ts'

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
