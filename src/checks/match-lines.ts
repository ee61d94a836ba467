import vm from 'node:vm'
import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import { redact } from '../domain/redact.ts'

const longestLine = 1000
/** The clock on the wall counts: on a busy machine the first time may be over before anything has run. */
const longestRunsMs = [250, 1000]

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
  return matches(source, lines, ignoreCase).map(({ index }) => index)
}

const longestExcerpt = 80

/** What a matching line says from the word on in which it matches, secrets hidden, to be read in a sentence. */
export function excerpt(source: string, line: string, ignoreCase = false): string {
  const clean = redact(line)
  const [found] = matches(source, [clean], ignoreCase)
  const text = clean.slice(clean.lastIndexOf(' ', found?.at ?? 0) + 1)
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt - 1)}…` : text
}

/**
 * The numbers that the pattern's first group takes out of the lines, each with its line; `1,024.5` is a number.
 * Throws `Denied` as `matchingLines` does.
 */
export function numbersIn(source: string, lines: readonly string[]): { index: number; value: number }[] {
  return matches(source, lines, false).flatMap(({ index, group }) => {
    const text = group?.replaceAll(',', '')
    const value = text ? Number(text) : Number.NaN
    return Number.isNaN(value) ? [] : [{ index, value }]
  })
}

function matches(source: string, lines: readonly string[], ignoreCase: boolean): Found[] {
  for (const timeout of longestRunsMs)
    try {
      return matchesWithin(timeout, source, lines, ignoreCase)
    } catch (error) {
      if (!timedOut(error)) throw error
    }
  throw new Denied(
    `The pattern /${source}/ takes too long on these lines: write it without nested repetition`,
  )
}

type Found = { index: number; at: number; group: string | undefined }

function matchesWithin(timeout: number, source: string, lines: readonly string[], ignoreCase: boolean) {
  const found: Found[] = []
  const context = vm.createContext({
    source,
    flags: ignoreCase ? 'iu' : 'u',
    lines: lines.map((line) => line.slice(0, longestLine)),
    take: (index: number, at: number, group: string | undefined) => found.push({ index, at, group }),
  })
  vm.runInContext(
    `const wanted = new RegExp(source, flags)
     lines.forEach((line, index) => { const at = wanted.exec(line); if (at) take(index, at.index, at[1]) })`,
    context,
    { timeout },
  )
  return found
}
