import type { World } from '../state/state.ts'
import { emojiCharacter, findEmoji } from '../text/emoji.ts'

export type Completion = {
  kind: 'command' | 'person' | 'channel' | 'emoji'
  key: string
  label: string
  note: string
  /** Shown small before the label: an emoji's picture. */
  picture?: string
  /** What takes the place of the half-typed word. */
  inserts: string
}

/** The half-typed word before the caret: `from` is where it begins. */
export type Completing = { from: number; offers: Completion[] }

const most = 8
const begins = (text: string, query: string): boolean =>
  text
    .toLowerCase()
    .split(/[\s_-]+/)
    .some((word) => word.startsWith(query)) || text.toLowerCase().startsWith(query)

function commands(world: World, query: string): Completion[] {
  return world.commands
    .filter(({ command }) => command.slice(1).startsWith(query))
    .map(({ command, description, usageHint }) => ({
      kind: 'command',
      key: command,
      label: `${command} ${usageHint}`,
      note: description,
      inserts: `${command} `,
    }))
}

function people(world: World, query: string): Completion[] {
  const known: Completion[] = world.people
    .filter(({ name, realName }) => begins(name, query) || begins(realName, query))
    .map(({ id, name, realName, title, isBot }) => ({
      kind: 'person',
      key: id,
      label: realName || name,
      note: isBot ? 'app' : title,
      inserts: `@${name} `,
    }))
  const everyone = ['here', 'channel'].filter((range) => query !== '' && range.startsWith(query))
  return [
    ...known,
    ...everyone.map(
      (range): Completion => ({
        kind: 'person',
        key: range,
        label: `@${range}`,
        note: 'everybody here',
        inserts: `@${range} `,
      }),
    ),
  ]
}

function channels(world: World, query: string): Completion[] {
  return world.channels
    .filter((channel) => channel.kind !== 'im' && !channel.archived && begins(channel.name, query))
    .map(({ id, name, topic }) => ({
      kind: 'channel',
      key: id,
      label: `#${name}`,
      note: topic,
      inserts: `#${name} `,
    }))
}

function emoji(query: string): Completion[] {
  return findEmoji(query, most).map((name) => ({
    kind: 'emoji',
    key: name,
    label: `:${name}:`,
    note: '',
    picture: emojiCharacter(name) ?? '',
    inserts: `:${name}: `,
  }))
}

/** What could be meant by what stands before the caret; undefined when nothing is being completed. */
export function completing(text: string, caret: number, world: World | undefined): Completing | undefined {
  if (!world) return undefined
  const before = text.slice(0, caret)
  const slash = /^\/(\S*)$/.exec(before)
  if (slash) return found(0, commands(world, (slash[1] ?? '').toLowerCase()))
  const [whole, sign, word = ''] = /(?:^|(?<=[\s(]))([@#:])([\p{L}\p{N}_+-]*)$/u.exec(before) ?? []
  if (whole === undefined) return undefined
  const from = caret - whole.length
  const query = word.toLowerCase()
  if (sign === ':') return query.length < 2 ? undefined : found(from, emoji(query))
  return found(from, sign === '@' ? people(world, query) : channels(world, query))
}

function found(from: number, offers: Completion[]): Completing | undefined {
  return offers.length > 0 ? { from, offers: offers.slice(0, most) } : undefined
}
