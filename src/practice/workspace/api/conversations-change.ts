import { z } from 'zod'
import { channelShape } from '../shapes/channel.ts'
import {
  archiveChannel,
  createChannel,
  describeChannel,
  renameChannel,
  unarchiveChannel,
} from '../team/channels.ts'
import { channelOf, openChannelOf } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Channel } from '../team/state.ts'
import { hasScope, type Team } from '../team/team.ts'
import { flag, text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const scopes = ['channels:manage', 'groups:write', 'im:write', 'mpim:write']

/** A channel that the app is in; throws `method_not_supported_for_channel_type` for direct messages. */
function ownChannel(team: Team, id: string): Channel {
  const channel = openChannelOf(team, id, team.app.botUserId)
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type')
  return channel
}

const describing = (name: string, what: 'topic' | 'purpose'): Method =>
  defineMethod({
    name,
    tier: 2,
    scopes: [...scopes, `channels:write.${what}`, `groups:write.${what}`],
    input: z.object({ channel: text, [what]: text }),
    run(input, team) {
      const channel = ownChannel(team, String(input.channel))
      describeChannel(team, channel, what, String(input[what]), team.app.botUserId)
      return { channel: channelShape(team, channel, team.app.botUserId) }
    },
  })

export const conversationChangeMethods: Method[] = [
  defineMethod({
    name: 'conversations.create',
    tier: 2,
    scopes,
    input: z.object({ name: text.default(''), is_private: flag.default(false) }),
    run({ name, is_private }, team) {
      const needed = is_private ? 'groups:write' : 'channels:manage'
      if (!hasScope(team, needed)) throw new SlackError('missing_scope', { needed })
      const channel = createChannel(team, name, team.app.botUserId, is_private)
      return { channel: channelShape(team, channel, team.app.botUserId) }
    },
  }),
  defineMethod({
    name: 'conversations.rename',
    tier: 2,
    scopes,
    input: z.object({ channel: text, name: text }),
    run(input, team) {
      const channel = ownChannel(team, input.channel)
      renameChannel(team, channel, input.name, team.app.botUserId)
      return { channel: channelShape(team, channel, team.app.botUserId) }
    },
  }),
  defineMethod({
    name: 'conversations.archive',
    tier: 2,
    scopes,
    input: z.object({ channel: text }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      if (channel.archived) throw new SlackError('already_archived')
      if (channel.name === 'general') throw new SlackError('cant_archive_general')
      archiveChannel(team, ownChannel(team, input.channel), team.app.botUserId)
      return {}
    },
  }),
  defineMethod({
    name: 'conversations.unarchive',
    tier: 2,
    scopes,
    input: z.object({ channel: text }),
    run(input, team) {
      const channel = channelOf(team, input.channel, team.app.botUserId)
      if (!channel.archived) throw new SlackError('not_archived')
      if (!channel.members.includes(team.app.botUserId)) throw new SlackError('not_in_channel')
      unarchiveChannel(team, channel, team.app.botUserId)
      return {}
    },
  }),
  describing('conversations.setTopic', 'topic'),
  describing('conversations.setPurpose', 'purpose'),
]
