import type { PageChannel, PageMessage, PagePerson } from '../../protocol.ts'
import type { PageState, World } from './state.ts'

const nobody: PageMessage[] = []

export const personIn = (world: World | undefined, id: string): PagePerson | undefined =>
  world?.people.find((person) => person.id === id)

export const channelIn = (world: World | undefined, id: string): PageChannel | undefined =>
  world?.channels.find((channel) => channel.id === id)

export const messagesIn = (state: PageState, channel: string): PageMessage[] =>
  state.world?.messages[channel] ?? nobody

export const openChannel = (state: PageState): PageChannel | undefined =>
  state.place?.at === 'channel' ? channelIn(state.world, state.place.id) : undefined

/** How a channel is called where people read: a direct message by who it is with. */
export function channelTitle(world: World | undefined, channel: PageChannel): string {
  if (channel.kind !== 'im') return channel.name
  const other = channel.with ? personIn(world, channel.with) : undefined
  return other ? other.realName || other.name : channel.name
}

/** Unread messages that want this person: mentions, and everything said to them directly. */
export const wanted = (channel: PageChannel): number =>
  channel.kind === 'im' ? channel.unread : channel.mentions

export const humans = (world: World | undefined): PagePerson[] =>
  (world?.people ?? []).filter((person) => !person.isBot)
