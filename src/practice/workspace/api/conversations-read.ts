import { z } from 'zod'
import { channelShape } from '../shapes/channel.ts'
import { messageShape, repliesTo } from '../shapes/message.ts'
import { channelOf, findMessage, messagesIn } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Channel, Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { flag, text } from './arguments.ts'
import { listChannels, listing } from './channel-list.ts'
import { defineMethod, type Method } from './method.ts'
import { pageOf, paging } from './page-of.ts'

const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history']
const LONGEST_PAGE = 999

const span = {
  ...paging,
  channel: text,
  oldest: text.default('0'),
  latest: text.optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
}
const spanShape = z.object(span)

/** A channel whose messages the app may read; throws `not_in_channel`. */
function readable(team: Team, id: string): Channel {
  const channel = channelOf(team, id, team.app.botUserId)
  if (!channel.members.includes(team.app.botUserId)) throw new SlackError('not_in_channel')
  return channel
}

const within =
  ({ oldest, latest, inclusive }: z.output<typeof spanShape>) =>
  ({ ts }: Message): boolean => {
    const at = Number(ts)
    const end = latest ? Number(latest) : Number.POSITIVE_INFINITY
    return inclusive ? at >= Number(oldest) && at <= end : at > Number(oldest) && at < end
  }

export const conversationReadMethods: Method[] = [
  defineMethod({
    name: 'conversations.info',
    tier: 3,
    scopes: read,
    input: z.object({ channel: text, include_num_members: flag.default(false) }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      const { num_members, ...shape } = channelShape(team, channel, team.app.botUserId)
      return { channel: input.include_num_members ? { ...shape, num_members } : shape }
    },
  }),
  defineMethod({
    name: 'conversations.list',
    tier: 2,
    scopes: read,
    input: listing,
    run: (input, team) => listChannels(team, input),
  }),
  defineMethod({
    name: 'conversations.members',
    tier: 4,
    scopes: read,
    input: z.object({ ...paging, channel: text }),
    run(input, team) {
      const page = pageOf(channelOf(team, input.channel, team.app.botUserId).members, input)
      return { members: page.items, response_metadata: page.response_metadata }
    },
  }),
  defineMethod({
    name: 'conversations.history',
    tier: 3,
    scopes: history,
    input: spanShape,
    run(input, team) {
      const channel = readable(team, input.channel)
      const shown = messagesIn(team, channel.id)
        .filter((message) => !message.threadTs || message.broadcast)
        .filter(within(input))
        .reverse()
      const page = pageOf(shown, input, LONGEST_PAGE)
      return {
        messages: page.items.map((message) => messageShape(team, message, input.include_all_metadata)),
        has_more: page.response_metadata.next_cursor !== '',
        pin_count: channel.pins.length,
        ...(page.response_metadata.next_cursor ? { response_metadata: page.response_metadata } : {}),
      }
    },
  }),
  defineMethod({
    name: 'conversations.replies',
    tier: 3,
    scopes: history,
    input: z.object({ ...span, ts: text }),
    run(input, team) {
      const channel = readable(team, input.channel)
      const named = findMessage(team, channel.id, input.ts)
      const parent = named?.threadTs ? findMessage(team, channel.id, named.threadTs) : named
      if (!parent) throw new SlackError('thread_not_found')
      const thread = [parent, ...repliesTo(team, parent).filter(within(input))]
      const page = pageOf(thread, { limit: LONGEST_PAGE, ...input }, 1000)
      return {
        messages: page.items.map((message) => messageShape(team, message, input.include_all_metadata)),
        has_more: page.response_metadata.next_cursor !== '',
        ...(page.response_metadata.next_cursor ? { response_metadata: page.response_metadata } : {}),
      }
    },
  }),
]
