import { nearest } from '../domain/nearest.ts'
import { isSeverity } from '../domain/severity.ts'
import type { AnyCommand } from './command.ts'

export type Found =
  | { command: AnyCommand; rest: string; incident?: string }
  /** Nothing fits: the nearest command's name, if one is near. */
  | { near: AnyCommand | undefined; word: string }

/** Which command somebody means. A severity as the first word declares; a bare slash command opens its form. */
export function findCommand(commands: readonly AnyCommand[], slash: string, typed: string): Found {
  const mine = commands.filter((one) => one.slash === slash)
  const nameless = mine.find((one) => one.name === undefined)
  const text = typed.trim()
  const word = (text.split(/\s+/, 1)[0] ?? '').toLowerCase()
  if (nameless && (word === '' || isSeverity(word) || slash !== '/incident'))
    return { command: nameless, rest: text }
  const named = mine.find((one) => one.name === word)
  if (!named) return { near: nearestCommand(mine, word), word }
  const rest = text.slice(word.length).trim()
  const about = named.where === 'incident' ? /^(INC-\d+)(?:\s+|$)/i.exec(rest) : null
  if (!about?.[1]) return { command: named, rest }
  return { command: named, rest: rest.slice(about[0].length).trim(), incident: about[1].toUpperCase() }
}

/** Half a word (`mitig`) or more than it (`acknowledge`) means the one command it fits; else the most alike. */
function nearestCommand(commands: readonly AnyCommand[], word: string): AnyCommand | undefined {
  const names = commands.flatMap(({ name }) => name ?? [])
  const parts = names.filter((name) => word.length > 1 && (name.startsWith(word) || word.startsWith(name)))
  const close = parts.length === 1 ? parts[0] : nearest(word, names)
  return commands.find(({ name }) => name === close)
}
