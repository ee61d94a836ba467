import { Denied, Unavailable } from '../../app/ports/failures.ts'
import type { Instruments } from '../../app/ports/instruments.ts'
import type { Note } from '../finding.ts'

export type Around = { instruments: Instruments; signal: AbortSignal }

/** `denied`: the other side answered, and the answer is no. Otherwise nobody knows. */
export type Asked<T> = { ok: true; value: T } | { ok: false; says: string; denied: boolean }

/** Asks one question within its time, as soon as a place is free. Never throws. */
export type Ask = <T>(question: (around: Around) => Promise<T>) => Promise<Asked<T>>

/** So many questions at once, each with its own deadline, counted from when it is asked. */
export function asker(instruments: Instruments, options: { atOnce: number; timeoutMs: number }): Ask {
  const waiting: (() => void)[] = []
  let free = options.atOnce

  return async (question) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    const signal = AbortSignal.timeout(options.timeoutMs)
    const bound = { ...instruments, cluster: instruments.cluster.until(signal) }
    try {
      return { ok: true, value: await Promise.race([question({ instruments: bound, signal }), over(signal)]) }
    } catch (error) {
      return { ok: false, says: saysOf(error, options.timeoutMs), denied: error instanceof Denied }
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

const over = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new Unavailable('no answer', { uncertain: false }))),
  )

function saysOf(error: unknown, timeoutMs: number): string {
  const message = error instanceof Error ? error.message : String(error)
  return message === 'no answer' ? `there was no answer within ${timeoutMs / 1000} s` : message
}

/** Said in place of an answer: what was not looked at is not fine. The Role that a refusal ends in is told once, by the rights. */
export const notLookedAt = (
  where: Pick<Note, 'file' | 'path' | 'key'>,
  what: string,
  why: { says: string; denied: boolean },
): Note => ({
  ...where,
  rule: 'not-looked-at',
  says: `${what} could not be looked at: ${why.says.replace(/: grant its service account[\s\S]*|\n[\s\S]*/, '')}`,
  advice: why.denied
    ? 'Grant the right, then lint again: rights-missing shows the Role'
    : 'Mend what stands in the way, then lint again',
})
