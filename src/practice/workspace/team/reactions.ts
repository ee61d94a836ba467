import { post } from './messages.ts'
import { SlackError } from './slack-error.ts'
import type { Channel, Message } from './state.ts'
import type { Team } from './team.ts'

const MOST_REACTIONS = 23
const MOST_PINS = 100

/** Throws `invalid_name`, `already_reacted` or `too_many_reactions`. */
export function react(team: Team, message: Message, name: string, user: string): void {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name')
  const given = message.reactions.find((reaction) => reaction.name === name)
  if (given?.users.includes(user)) throw new SlackError('already_reacted')
  if (!given && message.reactions.length >= MOST_REACTIONS) throw new SlackError('too_many_emoji')
  if (given) given.users.push(user)
  else message.reactions.push({ name, users: [user] })
  team.changes.tell({ kind: 'reaction', on: true, name, user, message })
}

/** Throws `no_reaction`. */
export function unreact(team: Team, message: Message, name: string, user: string): void {
  const given = message.reactions.find((reaction) => reaction.name === name)
  if (!given?.users.includes(user)) throw new SlackError('no_reaction')
  given.users = given.users.filter((other) => other !== user)
  message.reactions = message.reactions.filter(({ users }) => users.length > 0)
  team.changes.tell({ kind: 'reaction', on: false, name, user, message })
}

/** Throws `already_pinned` or `too_many_pins`. */
export function pin(team: Team, channel: Channel, message: Message, user: string): void {
  if (channel.pins.some(({ ts }) => ts === message.ts)) throw new SlackError('already_pinned')
  if (channel.pins.length >= MOST_PINS) throw new SlackError('too_many_pins')
  channel.pins.unshift({ ts: message.ts, user, at: team.ids.seconds() })
  team.changes.tell({ kind: 'pin', on: true, user, message, channel })
  const text = `<@${user}> pinned a message to this channel.`
  post(team, { channel: channel.id, user, text, subtype: 'pinned_item', detail: { item_type: 'C' } })
}

/** Throws `no_pin`. */
export function unpin(team: Team, channel: Channel, message: Message, user: string): void {
  if (!channel.pins.some(({ ts }) => ts === message.ts)) throw new SlackError('no_pin')
  channel.pins = channel.pins.filter(({ ts }) => ts !== message.ts)
  team.changes.tell({ kind: 'pin', on: false, user, message, channel })
}
