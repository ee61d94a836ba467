import type { JsonObject } from '../../domain/json.ts'
import type { ShellCommand } from '../shell/command.ts'
import type { Filter } from './filter.ts'

/** A Redis as the document reaches it. */
export type CacheDraft = { name: string; selector: string; container?: string; database?: number }

/**
 * What a command is for, in Muster's terms. `decide`: what the document does not say and a person has to.
 * `asks`: inputs that a person gives when the step is reached. `filter`: which lines of a program's answer count.
 * A `copy` has no form that Muster runs: it stays text, ready to copy.
 */
export type Intent =
  | { kind: 'check'; check: string; with: JsonObject; asks?: string[]; decide?: string[] }
  | { kind: 'fix'; fix: string; with: JsonObject; cache?: CacheDraft; decide?: string[] }
  | { kind: 'program'; argv: string[]; reads: boolean; filter?: Filter; decide?: string[] }
  | { kind: 'say'; text: string }
  | { kind: 'copy'; decide?: string[] }

/** What the whole document says of its surroundings. */
export type Surroundings = {
  namespace?: string
  /** Label selectors, the one named most first. */
  selectors: readonly string[]
  deployments: ReadonlySet<string>
  /** Programs of the service itself, by name. */
  programs: ReadonlySet<string>
}

/** Knows one kind of command. Answers nothing for any other; never makes up a name. */
export type Recogniser = (command: ShellCommand, about: Surroundings) => Intent | undefined

export const decide = (...says: (string | undefined)[]): { decide?: string[] } => {
  const all = says.filter((one) => one !== undefined)
  return all.length > 0 ? { decide: all } : {}
}
