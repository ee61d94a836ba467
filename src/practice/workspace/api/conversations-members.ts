import { z } from 'zod'
import { channelShape } from '../shapes/channel.ts'
import { addMember, removeMember } from '../team/channels.ts'
import { channelOf, directChannel, findPerson, openChannelOf, personOf } from '../team/find.ts'
import { markRead } from '../team/messages.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { flag, idList, text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const manage = ['channels:manage', 'groups:write', 'im:write', 'mpim:write']
const MOST_INVITED = 100

/** Slack's reason why `user` cannot be invited, if there is one. */
function obstacle(team: Team, channel: Channel, user: string): string | undefined {
  const person = findPerson(team, user)
  if (!person) return 'user_not_found'
  if (user === team.app.botUserId) return 'cant_invite_self'
  if (person.deactivated) return 'cant_invite'
  if (channel.members.includes(user)) return 'already_in_channel'
  return undefined
}

const notDirect = (channel: Channel): Channel => {
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type')
  return channel
}

export const conversationMemberMethods: Method[] = [
  defineMethod({
    name: 'conversations.invite',
    tier: 3,
    scopes: [...manage, 'channels:write.invites', 'groups:write.invites'],
    input: z.object({ channel: text, users: idList, force: flag.default(false) }),
    run({ channel: id, users, force }, team) {
      const channel = notDirect(openChannelOf(team, id, team.app.botUserId))
      if (users.length === 0) throw new SlackError('no_user')
      if (users.length > MOST_INVITED) throw new SlackError('too_many_users')
      const errors = users.flatMap((user) => {
        const error = obstacle(team, channel, user)
        return error ? [{ user, ok: false, error }] : []
      })
      const bad = new Set(errors.map(({ user }) => user))
      const good = users.filter((user) => !bad.has(user))
      const first = errors[0]
      if (first && (!force || good.length === 0)) throw new SlackError(first.error, { errors })
      for (const user of good) addMember(team, channel, user, team.app.botUserId)
      return {
        channel: channelShape(team, channel, team.app.botUserId),
        ...(errors.length > 0 ? { errors } : {}),
      }
    },
  }),
  defineMethod({
    name: 'conversations.join',
    tier: 3,
    scopes: ['channels:join'],
    input: z.object({ channel: text }),
    run(input, team) {
      const bot = team.app.botUserId
      const channel = channelOf(team, input.channel, bot)
      if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type')
      if (channel.archived) throw new SlackError('is_archived')
      const already = channel.members.includes(bot)
      addMember(team, channel, bot)
      const warning = 'already_in_channel'
      return {
        channel: channelShape(team, channel, bot),
        ...(already ? { warning, response_metadata: { warnings: [warning] } } : {}),
      }
    },
  }),
  defineMethod({
    name: 'conversations.leave',
    tier: 3,
    scopes: manage,
    input: z.object({ channel: text }),
    run(input, team) {
      const channel = notDirect(channelOf(team, input.channel, team.app.botUserId))
      if (channel.archived) throw new SlackError('is_archived')
      if (channel.name === 'general') throw new SlackError('cant_leave_general')
      if (!channel.members.includes(team.app.botUserId)) return { not_in_channel: true }
      removeMember(team, channel, team.app.botUserId)
      return {}
    },
  }),
  defineMethod({
    name: 'conversations.kick',
    tier: 3,
    scopes: manage,
    input: z.object({ channel: text, user: text }),
    run(input, team) {
      const channel = notDirect(openChannelOf(team, input.channel, team.app.botUserId))
      if (input.user === team.app.botUserId) throw new SlackError('cant_kick_self')
      if (channel.name === 'general') throw new SlackError('cant_kick_from_general')
      const person = personOf(team, input.user)
      if (!channel.members.includes(person.id)) throw new SlackError('not_in_channel')
      removeMember(team, channel, person.id)
      return { errors: {} }
    },
  }),
  defineMethod({
    name: 'conversations.open',
    tier: 3,
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    input: z.object({ users: idList.optional(), channel: text.optional(), return_im: flag.default(false) }),
    run(input, team) {
      const bot = team.app.botUserId
      const [user, ...others] = input.users ?? []
      if (!user && !input.channel) throw new SlackError('users_list_not_supplied')
      // Group messages among several are not part of practice.
      if (others.length > 0) throw new SlackError('method_not_supported_for_channel_type')
      if (user && personOf(team, user).deactivated) throw new SlackError('user_disabled')
      const known = team.state.channels.length
      const channel = user ? directChannel(team, bot, user) : channelOf(team, input.channel ?? '', bot)
      const already = team.state.channels.length === known
      return {
        ...(already ? { no_op: true, already_open: true } : {}),
        channel: input.return_im ? channelShape(team, channel, bot) : { id: channel.id },
      }
    },
  }),
  defineMethod({
    name: 'conversations.mark',
    tier: 3,
    scopes: manage,
    input: z.object({ channel: text, ts: text }),
    run(input, team) {
      const channel = openChannelOf(team, input.channel, team.app.botUserId)
      markRead(team, team.app.botUserId, channel.id, input.ts)
      return {}
    },
  }),
]
