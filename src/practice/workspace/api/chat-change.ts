import { z } from 'zod'
import { messageShape } from '../shapes/message.ts'
import { channelOf, findMessage, messageOf, openChannelOf } from '../team/find.ts'
import { edit, remove } from '../team/messages.ts'
import { SlackError } from '../team/slack-error.ts'
import { text } from './arguments.ts'
import { content, readContent } from './chat-content.ts'
import { defineMethod, type Method } from './method.ts'

const scopes = ['chat:write']
const LONGEST_UPDATE = 4000

export const chatChangeMethods: Method[] = [
  defineMethod({
    name: 'chat.update',
    tier: 3,
    scopes,
    input: z.object({ ...content, channel: text, ts: text }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel, team.app.botUserId)
      const message = messageOf(team, channel.id, input.ts)
      if (message.user !== team.app.botUserId || message.subtype) throw new SlackError('cant_update_message')
      if ((input.text?.length ?? 0) > LONGEST_UPDATE) throw new SlackError('msg_too_long')
      // What is not named stays as it was; an empty array takes it away.
      edit(team, message, readContent(input), team.app.botUserId)
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageShape(team, message, true),
      }
    },
  }),
  defineMethod({
    name: 'chat.delete',
    tier: 3,
    scopes,
    input: z.object({ channel: text, ts: text }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      const message = messageOf(team, channel.id, input.ts)
      if (message.user !== team.app.botUserId) throw new SlackError('cant_delete_message')
      remove(team, message)
      return { channel: channel.id, ts: input.ts }
    },
  }),
  defineMethod({
    name: 'chat.getPermalink',
    tier: 'special',
    input: z.object({ channel: text, message_ts: text }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      const message = findMessage(team, channel.id, input.message_ts)
      if (!message) throw new SlackError('message_not_found')
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : ''
      return {
        channel: channel.id,
        permalink: `${team.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`,
      }
    },
  }),
]
