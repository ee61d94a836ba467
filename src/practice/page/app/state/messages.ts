import type { PageMessage } from '../../protocol.ts'
import type { PageState, World } from './state.ts'

/** Puts a message at its place in time; one with the same `ts` is replaced. */
function placed(list: PageMessage[], message: PageMessage): PageMessage[] {
  const others = list.filter((one) => one.ts !== message.ts)
  const later = others.findIndex((one) => Number(one.ts) > Number(message.ts))
  return later < 0 ? [...others, message] : others.toSpliced(later, 0, message)
}

export function withMessage(world: World, message: PageMessage): World {
  const list = placed(world.messages[message.channel] ?? [], message)
  return { ...world, messages: { ...world.messages, [message.channel]: list } }
}

export function withoutMessage(world: World, channel: string, ts: string): World {
  const list = (world.messages[channel] ?? []).filter((one) => one.ts !== ts)
  return { ...world, messages: { ...world.messages, [channel]: list } }
}

const isReply = (message: PageMessage): boolean =>
  message.threadTs !== undefined && message.threadTs !== message.ts

/** What the channel itself shows: everything but replies, which live in their thread. */
export function topLevel(list: PageMessage[]): PageMessage[] {
  return list.filter((one) => !isReply(one) || one.subtype === 'thread_broadcast')
}

export function threadOf(list: PageMessage[], ts: string): PageMessage[] {
  return list.filter((one) => one.ts === ts || one.threadTs === ts)
}

/** A deleted or dismissed message leaves no thread open behind it. */
export function closeThreadOn(state: PageState, channel: string, ts: string): PageState['thread'] {
  return state.thread?.channel === channel && state.thread.ts === ts ? undefined : state.thread
}
