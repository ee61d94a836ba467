import type { Path } from '../library/mistake.ts'
import type { RuleId } from './rule-table.ts'

/** `error`: it will not work. `warning`: it works, and hardly as meant. `hint`: worth a look. */
export const gravities = ['error', 'warning', 'hint'] as const
export type Gravity = (typeof gravities)[number]

/** What a rule found, before the line is known. With `key`, that key of the part at the path is meant. */
export type Note = { file: string; path: Path; key?: string; rule: RuleId; says: string; advice: string }

/** Lines and columns count from 1; `file` is relative to the playbook folder. */
export type Finding = {
  file: string
  line: number
  column: number
  /** Where in the data, as `phases[0].steps[1].with`. */
  path: string
  severity: Gravity
  rule: RuleId
  says: string
  /** What to do about it. May have several lines: a Role, say. */
  advice: string
}

export const inOrder = (a: Finding, b: Finding): number =>
  (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
  a.line - b.line ||
  a.column - b.column ||
  gravities.indexOf(a.severity) - gravities.indexOf(b.severity) ||
  (a.rule < b.rule ? -1 : Number(a.rule > b.rule))
