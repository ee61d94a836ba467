import type { Lines } from '../read/source.ts'
import { readParts } from './parts.ts'

/** A program with its arguments. `before`: what joins it to the one in front. */
export type Part = { before: '' | '|' | '||' | '&&' | ';'; words: string[] }

/**
 * A command as written and as understood. `simple`: only words, with no shell at work (no substitution,
 * redirection, glob or background), so that the program can be started with the same arguments without one.
 */
export type ShellCommand = {
  text: string
  /** What is said behind it, after "#". */
  remark?: string
  parts: Part[]
  simple: boolean
  lines: Lines
}

export function readCommand(text: string, lines: Lines): ShellCommand {
  const { parts, simple, remark } = readParts(text.replace(/^\$\s+/, ''))
  const said =
    remark === undefined ? text : text.slice(0, text.length - remark.length).replace(/\s*#\s*$/, '')
  return { text: said.trim(), parts, simple, lines, ...(remark?.trim() ? { remark: remark.trim() } : {}) }
}
