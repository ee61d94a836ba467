import type { z } from 'zod'
import type { Evidence, Instruments } from '../app/ports/instruments.ts'
import type { Right, Scope } from '../domain/right.ts'
import type { Service } from '../domain/service.ts'

/** Where a check or remediation is at work. */
export type Surroundings = {
  service: Service
  signal: AbortSignal
  /** Only what has happened since then counts: a verification must not be passed by old lines. */
  since?: Date
}

/**
 * A read-only look at the world. `run` answers what it found; it throws only when it could not look.
 * `evidence` holds the few lines that show it, most telling first.
 */
export type Check<I> = {
  name: string
  summary: string
  input: z.ZodType<I>
  /** How long a look may take, by what is looked at where that differs. */
  timeoutMs: number | ((input: I, service: Service) => number)
  /** Why it would not look with these inputs, without looking. */
  refuses?(input: I, service: Service): string | undefined
  run(input: I, instruments: Instruments, surroundings: Surroundings): Promise<Evidence>
  /** What the service account must be allowed within `scope`. Empty: not Kubernetes. */
  rights(scope: Scope): Right[]
}

/** A check whose input is still unread: `read` says what is wrong with it, `run` reads and runs. */
export type AnyCheck = Omit<Check<unknown>, 'run' | 'timeoutMs' | 'refuses'> & {
  timeoutMs(input: unknown, service: Service): number
  refuses(input: unknown, service: Service): string | undefined
  run(input: unknown, instruments: Instruments, surroundings: Surroundings): Promise<Evidence>
}

/** For an input that is refused anyway. */
const shortestMs = 1_000

export function defineCheck<I>(check: Check<I>): AnyCheck {
  return {
    ...check,
    timeoutMs(input, service) {
      if (typeof check.timeoutMs === 'number') return check.timeoutMs
      const read = check.input.safeParse(input)
      return read.success ? check.timeoutMs(read.data, service) : shortestMs
    },
    refuses(input, service) {
      const read = check.input.safeParse(input)
      if (read.success) return check.refuses?.(read.data, service)
      const [issue] = read.error.issues
      return issue && `${issue.path.join('.')}: ${issue.message}`
    },
    run: async (input, instruments, surroundings) =>
      check.run(check.input.parse(input), instruments, surroundings),
  }
}
