import { z } from 'zod'
import { channelShape } from '../shapes/channel.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Channel } from '../team/state.ts'
import { hasScope, type Team } from '../team/team.ts'
import { flag, text } from './arguments.ts'
import { pageOf, paging } from './page-of.ts'

const KINDS: Record<string, { kind?: Channel['kind']; scope: string }> = {
  public_channel: { kind: 'channel', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
  mpim: { scope: 'mpim:read' },
}

/** Reads `types`; throws `invalid_types`, or `missing_scope` naming the scope that a type needs. */
const kindsOf = (types: string, team: Team): Channel['kind'][] =>
  types.split(',').flatMap((type) => {
    const known = KINDS[type.trim()]
    if (!known) throw new SlackError('invalid_types')
    if (!hasScope(team, known.scope)) throw new SlackError('missing_scope', { needed: known.scope })
    return known.kind ?? []
  })

export const listing = z.object({
  ...paging,
  types: text.default('public_channel'),
  exclude_archived: flag.default(false),
})

/** A page of the channels that the app sees; of those that `member` is in, where one is named. */
export function listChannels(team: Team, input: z.output<typeof listing>, member?: string) {
  const bot = team.app.botUserId
  const kinds = kindsOf(input.types, team)
  const seen = team.state.channels.filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (member === undefined || channel.members.includes(member)) &&
      (channel.kind === 'channel' || channel.members.includes(bot)) &&
      !(input.exclude_archived && channel.archived),
  )
  const page = pageOf(seen, input)
  return {
    channels: page.items.map((channel) => channelShape(team, channel, bot)),
    response_metadata: page.response_metadata,
  }
}
