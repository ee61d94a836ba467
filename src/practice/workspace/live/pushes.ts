import type { Push } from '../../page/protocol.ts'
import type { Change } from '../team/changes.ts'
import { findChannel } from '../team/find.ts'
import type { Channel, Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { pageChannel, pageMessage } from './page-shapes.ts'
import { isSeenBy } from './snapshot.ts'

/** What a change means on one person's page; `'all'` when everything is to be drawn anew. */
export function pushesOf(team: Team, change: Change, viewer: string): Push[] | 'all' {
  switch (change.kind) {
    case 'message':
      return seen(team, change.message, viewer, (channel) => [
        { type: 'channel', channel: pageChannel(team, channel, viewer) },
        { type: 'message', message: pageMessage(team, change.message) },
      ])
    case 'message-changed':
    case 'message-redrawn':
    case 'reaction':
      return seen(team, change.message, viewer, () => [redrawn(team, change.message)])
    case 'pin':
      return seen(team, change.message, viewer, (channel) => [
        redrawn(team, change.message),
        { type: 'channel', channel: pageChannel(team, channel, viewer) },
      ])
    case 'message-deleted': {
      const { channel: id, ts } = change.message
      return seen(team, change.message, viewer, (channel) => [
        { type: 'message-deleted', channel: id, ts },
        { type: 'channel', channel: pageChannel(team, channel, viewer) },
      ])
    }
    case 'person-joined':
    case 'person-changed':
      return 'all'
    case 'home-opened':
    case 'file-shared':
      return []
    case 'bookmark':
    case 'direct-opened':
    case 'channel-created':
    case 'channel-archived':
    case 'channel-unarchived':
    case 'channel-renamed':
    case 'channel-described':
      return redrawnChannel(team, change.channel, viewer)
    case 'member-joined':
    case 'member-left':
      if (change.user === viewer && change.channel.kind !== 'channel') return 'all'
      return redrawnChannel(team, change.channel, viewer)
    default:
      return personal(team, change, viewer)
  }
}

type Personal = Extract<
  Change,
  {
    kind:
      | 'read'
      | 'ephemeral'
      | 'ephemeral-deleted'
      | 'home'
      | 'modal'
      | 'modal-closed'
      | 'modal-errors'
      | 'notice'
  }
>

/** What only one person sees. */
function personal(team: Team, change: Personal, viewer: string): Push[] {
  if (('to' in change ? change.to : change.user) !== viewer) return []
  switch (change.kind) {
    case 'read':
      return redrawnChannel(team, change.channel, viewer)
    case 'ephemeral':
      return [
        {
          type: change.replaces ? 'message-changed' : 'message',
          message: pageMessage(team, change.message),
        },
      ]
    case 'ephemeral-deleted':
      return [{ type: 'message-deleted', channel: change.channel, ts: change.ts }]
    case 'home':
      return [{ type: 'home', view: change.view }]
    case 'modal': {
      const open = team.views.find(change.viewId)
      return open
        ? [{ type: 'modal', view: { ...open.view, id: open.id, hash: open.hash }, depth: change.depth }]
        : []
    }
    case 'modal-closed':
      return [{ type: 'modal-closed', viewId: change.viewId, all: change.all }]
    case 'modal-errors':
      return [{ type: 'modal-errors', viewId: change.viewId, errors: change.errors }]
    case 'notice':
      return [{ type: 'notice', text: change.text }]
  }
}

const redrawn = (team: Team, message: Message): Push => ({
  type: 'message-changed',
  message: pageMessage(team, message),
})

const redrawnChannel = (team: Team, channel: Channel, viewer: string): Push[] =>
  isSeenBy(channel, viewer) ? [{ type: 'channel', channel: pageChannel(team, channel, viewer) }] : []

function seen(team: Team, message: Message, viewer: string, pushes: (channel: Channel) => Push[]): Push[] {
  const channel = findChannel(team, message.channel)
  return channel && isSeenBy(channel, viewer) ? pushes(channel) : []
}
