import type { Snapshot } from '../../page/protocol.ts'
import type { Scenarios } from '../options.ts'
import { messagesIn } from '../team/find.ts'
import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { pageChannel, pageMessage, pagePerson } from './page-shapes.ts'
import { attentionOf } from './unread.ts'

const MOST_MESSAGES = 500

export const isSeenBy = (channel: Channel, viewer: string): boolean =>
  channel.kind === 'channel' || channel.members.includes(viewer)

/** All that a person's page needs to draw the workspace as they see it. */
export function snapshot(team: Team, scenarios: Scenarios | undefined, viewer: string): Snapshot {
  const { features } = team.app.manifest
  const channels = team.state.channels.filter((channel) => isSeenBy(channel, viewer))
  const home = team.state.homes[viewer]
  return {
    type: 'snapshot',
    me: viewer,
    team: team.name,
    bot: team.app.botUserId,
    people: team.state.people.filter((person) => !person.deactivated).map(pagePerson),
    channels: channels.map((channel) => pageChannel(team, channel, viewer)),
    messages: Object.fromEntries(
      channels.map(({ id }) => [
        id,
        messagesIn(team, id)
          .slice(-MOST_MESSAGES)
          .map((message) => pageMessage(team, message)),
      ]),
    ),
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, callback_id, type, description }) => ({
      name,
      callbackId: callback_id,
      type,
      description,
    })),
    scenarios: scenarios?.list() ?? [],
    attention: attentionOf(team),
    ...(home ? { home } : {}),
  }
}
