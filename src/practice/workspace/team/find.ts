import { SlackError } from './slack-error.ts'
import type { Channel, Message, Person } from './state.ts'
import type { Team } from './team.ts'

export const findPerson = (team: Team, id: string): Person | undefined =>
  team.state.people.find((person) => person.id === id)

/** Throws `user_not_found`. */
export function personOf(team: Team, id: string): Person {
  const person = findPerson(team, id)
  if (!person) throw new SlackError('user_not_found')
  return person
}

export const findChannel = (team: Team, id: string): Channel | undefined =>
  team.state.channels.find((channel) => channel.id === id)

/** What `viewer` may know of; throws `channel_not_found`, as Slack does for others' private channels. */
export function channelOf(team: Team, id: string, viewer: string): Channel {
  const channel = findChannel(team, id)
  if (!channel || (channel.kind !== 'channel' && !channel.members.includes(viewer)))
    throw new SlackError('channel_not_found')
  return channel
}

/** Where `who` may write; throws `channel_not_found`, `is_archived` or `not_in_channel`. */
export function openChannelOf(team: Team, id: string, who: string): Channel {
  const channel = channelOf(team, id, who)
  if (channel.archived) throw new SlackError('is_archived')
  if (!channel.members.includes(who)) throw new SlackError('not_in_channel')
  return channel
}

export const messagesIn = (team: Team, channel: string): Message[] => {
  team.state.messages[channel] ??= []
  return team.state.messages[channel]
}

export const findMessage = (team: Team, channel: string, ts: string): Message | undefined =>
  messagesIn(team, channel).findLast((message) => message.ts === ts)

/** Throws `message_not_found`. */
export function messageOf(team: Team, channel: string, ts: string): Message {
  const message = findMessage(team, channel, ts)
  if (!message) throw new SlackError('message_not_found')
  return message
}

/** The direct conversation of two, made when there is none. */
export function directChannel(team: Team, one: string, other: string): Channel {
  const found = team.state.channels.find(
    ({ between }) =>
      between?.includes(one) && between.includes(other) && (one !== other || between[0] === between[1]),
  )
  if (found) return found
  const channel: Channel = {
    id: team.ids.next('D'),
    name: '',
    kind: 'im',
    between: [one, other],
    topic: '',
    purpose: '',
    creator: one,
    created: team.ids.seconds(),
    archived: false,
    members: [...new Set([one, other])],
    bookmarks: [],
    pins: [],
    previousNames: [],
  }
  team.state.channels.push(channel)
  team.changes.tell({ kind: 'direct-opened', channel })
  return channel
}
