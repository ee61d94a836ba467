import type { PageChannel, PageMessage, PagePerson } from '../../page/protocol.ts'
import { pageFileUrl } from '../shapes/file.ts'
import { repliesTo } from '../shapes/message.ts'
import { findChannel } from '../team/find.ts'
import type { Channel, Message, Person } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { unreadOf } from './unread.ts'

export const pagePerson = (person: Person): PagePerson => ({
  id: person.id,
  name: person.name,
  realName: person.realName,
  title: person.title,
  color: person.color,
  isBot: person.isBot,
})

export function pageMessage(team: Team, message: Message): PageMessage {
  const replies = message.threadTs || message.ephemeralTo ? [] : repliesTo(team, message)
  const files = team.state.files.filter(({ id }) => message.files?.includes(id))
  const pinned = findChannel(team, message.channel)?.pins.some(({ ts }) => ts === message.ts)
  const attached = message.attachments.flatMap(({ blocks }) => blocks ?? [])
  return {
    ts: message.ts,
    channel: message.channel,
    user: message.user,
    text: message.text,
    blocks: [...message.blocks, ...attached.filter(isKnown)],
    reactions: message.reactions,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    ...(replies.length > 0
      ? { replyCount: replies.length, replyUsers: [...new Set(replies.map(({ user }) => user))] }
      : {}),
    ...(message.edited ? { edited: true } : {}),
    ...(pinned ? { pinned: true } : {}),
    ...(message.ephemeralTo ? { ephemeral: true } : {}),
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(files.length > 0
      ? {
          files: files.map((file) => ({
            id: file.id,
            name: file.name,
            title: file.title,
            mimetype: file.mimetype,
            size: Buffer.byteLength(file.content, 'base64'),
            url: pageFileUrl(file),
          })),
        }
      : {}),
  }
}

const isKnown = (block: { type: string }): block is PageMessage['blocks'][number] => block.type !== ''

export function pageChannel(team: Team, channel: Channel, viewer: string): PageChannel {
  const member = channel.members.includes(viewer)
  const other = channel.members.find((id) => id !== viewer) ?? viewer
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    ...(channel.kind === 'im' ? { with: other } : {}),
    topic: channel.topic,
    purpose: channel.purpose,
    archived: channel.archived,
    member,
    members: channel.members,
    bookmarks: channel.bookmarks.map(({ id, title, link }) => ({ id, title, link })),
    pins: channel.pins.map(({ ts }) => ts),
    ...(member ? unreadOf(team, channel, viewer) : { unread: 0, mentions: 0 }),
    readTo: team.state.reads[viewer]?.[channel.id] ?? '',
  }
}
