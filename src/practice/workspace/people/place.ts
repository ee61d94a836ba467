import type { Act } from '../../page/protocol.ts'
import { messageShape } from '../shapes/message.ts'
import { homeShape, viewShape } from '../shapes/view.ts'
import { channelOf, findMessage } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'
import { stateOf } from './element-value.ts'
import { channelName, responseUrl } from './payload.ts'

type Where = Extract<Act, { act: 'click' }>['in']
type Values = NonNullable<Extract<Act, { act: 'click' }>['state']>

/** Where a person uses an element: its blocks, and what the payload says of the place. */
export type Place = { blocks: unknown[]; payload: Record<string, unknown>; viewId?: string }

/** Throws `message_not_found` or `view_not_found`. */
export function placeOf(team: Team, user: string, where: Where, given: Values | undefined): Place {
  if ('home' in where) return inHome(team, user, given)
  if ('viewId' in where) {
    const open = openViewOf(team, user, where.viewId)
    open.values = stateOf(open.view.blocks, given ?? open.values)
    return {
      blocks: open.view.blocks,
      viewId: open.id,
      payload: {
        container: { type: 'view', view_id: open.id },
        view: viewShape(team, open, open.values),
      },
    }
  }
  return inMessage(team, user, where, given)
}

export function openViewOf(team: Team, user: string, viewId: string): OpenView {
  const open = team.views.find(viewId)
  if (!open || open.user !== user) throw new SlackError('view_not_found')
  return open
}

/** A message that the person sees, their private ones too. */
export function seenMessage(team: Team, user: string, channel: string, ts: string): Message {
  const whispered = team.ephemerals.get(user)?.find((one) => one.ts === ts && one.channel === channel)
  const message = whispered ?? findMessage(team, channelOf(team, channel, user).id, ts)
  if (!message) throw new SlackError('message_not_found')
  return message
}

function inHome(team: Team, user: string, given: Values | undefined): Place {
  const home = team.state.homes[user]
  if (!home) throw new SlackError('view_not_found')
  const view = homeShape(team, home, stateOf(home.blocks, given))
  return { blocks: home.blocks, payload: { container: { type: 'view', view_id: home.id }, view } }
}

function inMessage(
  team: Team,
  user: string,
  { channel: channelId, ts }: { channel: string; ts: string },
  given: Values | undefined,
): Place {
  const channel = channelOf(team, channelId, user)
  if (!channel.members.includes(user)) throw new SlackError('not_in_channel')
  const message = seenMessage(team, user, channelId, ts)
  const ephemeral = message.ephemeralTo !== undefined
  const { threadTs } = message
  const key = team.responseUrls.issue({
    channel: channelId,
    user,
    message: { ts, ephemeral },
    ...(threadTs ? { threadTs } : {}),
  })
  const blocks = [...message.blocks, ...message.attachments.flatMap((attachment) => attachment.blocks ?? [])]
  return {
    blocks,
    payload: {
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channelId,
        is_ephemeral: ephemeral,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      },
      channel: { id: channelId, name: channelName(channel) },
      // Slack does not keep private messages, so the app gets none of one's content.
      message: ephemeral ? undefined : messageShape(team, message, true),
      state: { values: stateOf(blocks, given) },
      response_url: responseUrl(team, 'actions', key),
    },
  }
}
