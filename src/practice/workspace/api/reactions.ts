import { z } from 'zod'
import { messageShape } from '../shapes/message.ts'
import { channelOf, messageOf, openChannelOf } from '../team/find.ts'
import { react, unreact } from '../team/reactions.ts'
import { SlackError } from '../team/slack-error.ts'
import { text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const place = { channel: text.optional(), timestamp: text.optional() }
const named = z.object({ ...place, name: text.default('') })

/** Where the item stands; throws `no_item_specified` when that was not said. */
const target = (input: { channel?: string | undefined; timestamp?: string | undefined }) => {
  if (!input.channel || !input.timestamp) throw new SlackError('no_item_specified')
  return { channel: input.channel, ts: input.timestamp }
}

const changing = (name: string, tier: 2 | 3, change: typeof react): Method =>
  defineMethod({
    name,
    tier,
    scopes: ['reactions:write'],
    input: named,
    run(input, team) {
      if (!input.name) throw new SlackError('no_reaction')
      const { channel, ts } = target(input)
      const { id } = openChannelOf(team, channel, team.app.botUserId)
      change(team, messageOf(team, id, ts), input.name.replaceAll(/^:|:$/g, ''), team.app.botUserId)
      return {}
    },
  })

export const reactionMethods: Method[] = [
  changing('reactions.add', 3, react),
  changing('reactions.remove', 2, unreact),
  defineMethod({
    name: 'reactions.get',
    tier: 3,
    scopes: ['reactions:read'],
    input: z.object(place),
    run(input, team) {
      const { channel, ts } = target(input)
      const { id } = channelOf(team, channel, team.app.botUserId)
      return { type: 'message', channel: id, message: messageShape(team, messageOf(team, id, ts)) }
    },
  }),
]
