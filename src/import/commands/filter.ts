import type { Part } from '../shell/command.ts'
import { hasPlaceholder } from '../shell/placeholders.ts'

export type Filter = { match: string; ignoreCase: boolean }

/**
 * What `| grep …` looks for, as a regular expression of Muster's. `tail`, `head` and `wc` behind it only shorten.
 * Undefined: another filter, or more than one.
 */
export function readFilter(parts: readonly Part[]): Filter | 'none' | undefined {
  const filters = parts.filter(
    ({ words: [program] }) => !/^(?:tail|head|wc|less|more|cat)$/.test(program ?? ''),
  )
  if (parts.some(({ before }) => before !== '|')) return undefined
  if (filters.length === 0) return 'none'
  const [program, ...args] = filters[0]?.words ?? []
  if (filters.length > 1 || !/^[ef]?grep$/.test(program ?? '')) return undefined
  const flags = args.filter((one) => /^-[A-Za-z]+$/.test(one)).join('')
  const words = args.filter((one) => !one.startsWith('-'))
  const [pattern] = words
  if (!/^(?:-|[ivEFPqwonce])*$/.test(flags) || flags.includes('v')) return undefined
  if (pattern === undefined || words.length > 1 || hasPlaceholder(pattern)) return undefined
  const fixed = flags.includes('F') || program === 'fgrep'
  const extended = /[EP]/.test(flags) || program === 'egrep'
  const match = fixed ? literal(pattern) : extended ? pattern : fromBasic(pattern)
  return compiles(match) ? { match, ignoreCase: flags.includes('i') } : undefined
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** In grep's basic expressions a backslash gives `| + ? ( ) { }` their meaning, here it takes it. */
const fromBasic = (pattern: string): string =>
  pattern.replace(/\\?[|+?(){}]/g, (found) => (found.startsWith('\\') ? found.slice(1) : `\\${found}`))

function compiles(source: string): boolean {
  try {
    return source.length > 0 && source.length <= 200 && new RegExp(source, 'u') !== undefined
  } catch {
    return false
  }
}

const bad =
  /error|fail|fatal|panic|oom|leak|denied|unauthor|refused|timeout|exception|crash|slow|blocked|40[13]|50\d/i

/** Whether what is looked for is nothing that anybody wants to find. */
export const isBad = ({ match }: Filter): boolean => bad.test(match)
