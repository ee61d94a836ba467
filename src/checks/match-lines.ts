import vm from 'node:vm'
import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'

const longestLine = 1000
const longestRunMs = 250

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}

/** A regular expression as a playbook may hold it. */
export const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine(compiles, { error: 'This is not a regular expression' })
  .meta({ description: 'A regular expression of at most 200 characters' })

const timedOut = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/**
 * Indexes of the lines that match, looking at 1,000 characters of each. Backtracking can take longer than the
 * incident, and only a script run by `vm` can be stopped in the middle of it: then it throws `Denied`.
 */
export function matchingLines(source: string, lines: readonly string[], ignoreCase = false): number[] {
  const found: number[] = []
  const context = vm.createContext({
    source,
    flags: ignoreCase ? 'iu' : 'u',
    lines: lines.map((line) => line.slice(0, longestLine)),
    take: (index: number) => found.push(index),
  })
  try {
    vm.runInContext(
      'const wanted = new RegExp(source, flags); lines.forEach((line, index) => { if (wanted.test(line)) take(index) })',
      context,
      { timeout: longestRunMs },
    )
  } catch (error) {
    if (timedOut(error))
      throw new Denied(
        `The pattern /${source}/ takes too long on these lines: write it without nested repetition`,
      )
    throw error
  }
  return found
}
