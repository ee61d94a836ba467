import { z } from 'zod'
import { messageShape } from '../shapes/message.ts'
import { channelOf, directChannel, findMessage, findPerson, openChannelOf } from '../team/find.ts'
import { type Draft, post, whisper } from '../team/messages.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Channel } from '../team/state.ts'
import { hasScope, type Team } from '../team/team.ts'
import { flag, text, whole } from './arguments.ts'
import { type Content, content, readContent } from './chat-content.ts'
import { defineMethod, type Method } from './method.ts'

const scopes = ['chat:write']

/** Where a message may be posted: a channel by id or `#name`, or a person, whose direct messages it goes to. */
function postable(team: Team, target: string): Channel {
  const bot = team.app.botUserId
  const person = findPerson(team, target)
  if (person) return directChannel(team, bot, person.id)
  const named = team.state.channels.find(({ name }) => name !== '' && name === target.replace(/^#/, ''))
  const channel = channelOf(team, named?.id ?? target, bot)
  if (channel.archived) throw new SlackError('is_archived')
  if (!channel.members.includes(bot) && !hasScope(team, 'chat:write.public'))
    throw new SlackError('not_in_channel')
  return channel
}

const checkThread = (team: Team, channel: Channel, threadTs: string | undefined): void => {
  if (threadTs === undefined) return
  if (!/^\d+\.\d+$/.test(threadTs)) throw new SlackError('invalid_thread_ts')
  if (!findMessage(team, channel.id, threadTs)) throw new SlackError('thread_not_found')
}

const draftOf = (team: Team, channel: Channel, shown: Content, threadTs: string | undefined): Draft => ({
  text: '',
  ...shown,
  channel: channel.id,
  user: team.app.botUserId,
  ...(threadTs ? { threadTs } : {}),
})

export const chatPostMethods: Method[] = [
  defineMethod({
    name: 'chat.postMessage',
    tier: 'post',
    scopes,
    input: z.object({
      ...content,
      channel: text,
      thread_ts: text.optional(),
      reply_broadcast: flag.default(false),
    }),
    run(input, team) {
      const channel = postable(team, input.channel)
      const shown = readContent(input)
      checkThread(team, channel, input.thread_ts)
      const message = post(team, {
        ...draftOf(team, channel, shown, input.thread_ts),
        ...(input.thread_ts ? { broadcast: input.reply_broadcast } : {}),
      })
      return { channel: channel.id, ts: message.ts, message: messageShape(team, message, true) }
    },
  }),
  defineMethod({
    name: 'chat.postEphemeral',
    tier: 4,
    scopes,
    input: z.object({ ...content, channel: text, user: text, thread_ts: text.optional() }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel, team.app.botUserId)
      const shown = readContent(input)
      if (!findPerson(team, input.user) || !channel.members.includes(input.user))
        throw new SlackError('user_not_in_channel')
      const draft = draftOf(team, channel, shown, input.thread_ts)
      return { message_ts: whisper(team, input.user, draft).ts }
    },
  }),
  defineMethod({
    name: 'chat.scheduleMessage',
    tier: 3,
    scopes,
    input: z.object({ ...content, channel: text, post_at: whole, thread_ts: text.optional() }),
    run(input, team) {
      const channel = postable(team, input.channel)
      const shown = readContent(input)
      checkThread(team, channel, input.thread_ts)
      const wait = input.post_at * 1000 - team.clock.now()
      if (wait <= 0) throw new SlackError('time_in_past')
      if (wait > 120 * 86_400_000) throw new SlackError('time_too_far')
      const draft = draftOf(team, channel, shown, input.thread_ts)
      team.clock.after(wait, () => post(team, draft))
      return { channel: channel.id, scheduled_message_id: team.ids.next('Q'), post_at: input.post_at }
    },
  }),
]
