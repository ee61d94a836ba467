import { findChannel, messagesIn } from '../team/find.ts'
import type { Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { fileShape } from './file.ts'

/** A message as history, events and interaction payloads show it. */
export function messageShape(team: Team, message: Message, withMetadata = false): Record<string, unknown> {
  const pinned = findChannel(team, message.channel)?.pins.some(({ ts }) => ts === message.ts)
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype, ...message.detail } : {}),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: team.id,
    ...(message.botId
      ? { bot_id: message.botId, app_id: team.app.appId, bot_profile: botProfile(team) }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...threadShape(team, message),
    ...(message.files ? { files: filesOf(team, message), upload: false } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })) }
      : {}),
    ...(pinned ? { pinned_to: [message.channel] } : {}),
    ...(message.ephemeralTo ? { is_ephemeral: true } : {}),
    ...(message.metadata && withMetadata ? { metadata: message.metadata } : {}),
  }
}

const botProfile = ({ app, id }: Team): Record<string, unknown> => ({
  id: app.botId,
  app_id: app.appId,
  name: app.name,
  icons: {},
  deleted: false,
  updated: 0,
  team_id: id,
})

const filesOf = (team: Team, message: Message): unknown[] =>
  team.state.files.filter(({ id }) => message.files?.includes(id)).map((file) => fileShape(team, file))

export const repliesTo = (team: Team, message: Message): Message[] =>
  messagesIn(team, message.channel).filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts)

function threadShape(team: Team, message: Message): Record<string, unknown> {
  if (message.threadTs) {
    const parent = messagesIn(team, message.channel).find(({ ts }) => ts === message.threadTs)
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) }
  }
  const replies = message.ephemeralTo ? [] : repliesTo(team, message)
  const latest = replies.at(-1)
  if (!latest) return {}
  const users = [...new Set(replies.map(({ user }) => user))]
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users.slice(0, 5),
    reply_users_count: users.length,
    latest_reply: latest.ts,
    is_locked: false,
    subscribed: false,
  }
}

/** Slack's word for a conversation in message events. */
export const channelType = (team: Team, channelId: string): 'channel' | 'group' | 'im' => {
  const kind = findChannel(team, channelId)?.kind
  if (kind === 'im') return 'im'
  return kind === 'private' ? 'group' : 'channel'
}
