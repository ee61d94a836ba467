import { z } from 'zod'
import { messageShape } from '../shapes/message.ts'
import { channelOf, findMessage, messageOf, openChannelOf } from '../team/find.ts'
import { pin, unpin } from '../team/reactions.ts'
import { SlackError } from '../team/slack-error.ts'
import { text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const changing = (name: string, change: typeof pin): Method =>
  defineMethod({
    name,
    tier: 2,
    scopes: ['pins:write'],
    input: z.object({ channel: text, timestamp: text.optional() }),
    run(input, team) {
      if (!input.timestamp) throw new SlackError('no_item_specified')
      const channel = openChannelOf(team, input.channel, team.app.botUserId)
      change(team, channel, messageOf(team, channel.id, input.timestamp), team.app.botUserId)
      return {}
    },
  })

export const pinMethods: Method[] = [
  changing('pins.add', pin),
  changing('pins.remove', unpin),
  defineMethod({
    name: 'pins.list',
    tier: 2,
    scopes: ['pins:read'],
    input: z.object({ channel: text }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      if (!channel.members.includes(team.app.botUserId)) throw new SlackError('not_in_channel')
      return {
        items: channel.pins.flatMap(({ ts, user, at }) => {
          const message = findMessage(team, channel.id, ts)
          if (!message) return []
          const shape = messageShape(team, message)
          return [{ type: 'message', channel: channel.id, created: at, created_by: user, message: shape }]
        }),
      }
    },
  }),
]
