import { z } from 'zod'
import { openChannelOf } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Bookmark, Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const write = ['bookmarks:write']
const MOST = 100

const shape = (team: Team, channel: Channel, bookmark: Bookmark): Record<string, unknown> => ({
  id: bookmark.id,
  channel_id: channel.id,
  title: bookmark.title,
  link: bookmark.link,
  emoji: bookmark.emoji || null,
  icon_url: null,
  type: 'link',
  entity_id: null,
  date_created: bookmark.created,
  date_updated: 0,
  rank: 'U',
  last_updated_by_user_id: team.app.botUserId,
  last_updated_by_team_id: team.id,
  shortcut_id: null,
  app_id: team.app.appId,
})

const checkLink = (link: string): string => {
  if (!/^https?:\/\/\S+$/.test(link)) throw new SlackError('invalid_link')
  return link
}

const find = (channel: Channel, id: string): Bookmark => {
  const bookmark = channel.bookmarks.find((one) => one.id === id)
  if (!bookmark) throw new SlackError('not_found')
  return bookmark
}

export const bookmarkMethods: Method[] = [
  defineMethod({
    name: 'bookmarks.add',
    tier: 2,
    scopes: write,
    input: z.object({
      channel_id: text,
      title: text,
      type: text,
      link: text.default(''),
      emoji: text.default(''),
    }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel_id, team.app.botUserId)
      if (input.type !== 'link') throw new SlackError('invalid_bookmark_type')
      if (channel.bookmarks.length >= MOST) throw new SlackError('too_many_bookmarks')
      const bookmark = {
        id: team.ids.next('Bk'),
        title: input.title,
        link: checkLink(input.link),
        emoji: input.emoji,
        created: team.ids.seconds(),
      }
      channel.bookmarks.push(bookmark)
      team.changes.tell({ kind: 'bookmark', channel })
      return { bookmark: shape(team, channel, bookmark) }
    },
  }),
  defineMethod({
    name: 'bookmarks.edit',
    tier: 2,
    scopes: write,
    input: z.object({
      channel_id: text,
      bookmark_id: text,
      title: text.optional(),
      link: text.optional(),
      emoji: text.optional(),
    }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel_id, team.app.botUserId)
      const bookmark = find(channel, input.bookmark_id)
      if (input.link !== undefined) bookmark.link = checkLink(input.link)
      bookmark.title = input.title ?? bookmark.title
      bookmark.emoji = input.emoji ?? bookmark.emoji
      team.changes.tell({ kind: 'bookmark', channel })
      return { bookmark: shape(team, channel, bookmark) }
    },
  }),
  defineMethod({
    name: 'bookmarks.remove',
    tier: 2,
    scopes: write,
    input: z.object({ channel_id: text, bookmark_id: text }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel_id, team.app.botUserId)
      const gone = find(channel, input.bookmark_id)
      channel.bookmarks = channel.bookmarks.filter((one) => one !== gone)
      team.changes.tell({ kind: 'bookmark', channel })
      return {}
    },
  }),
  defineMethod({
    name: 'bookmarks.list',
    tier: 3,
    scopes: ['bookmarks:read'],
    input: z.object({ channel_id: text }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel_id, team.app.botUserId)
      return { bookmarks: channel.bookmarks.map((bookmark) => shape(team, channel, bookmark)) }
    },
  }),
]
