import type { z } from 'zod'
import type { Evidence, Instruments } from '../app/ports/cluster.ts'
import type { Surroundings } from '../checks/check.ts'
import type { JsonObject } from '../domain/json.ts'
import type { Plan, Risk } from '../domain/remediation.ts'
import type { Result } from '../domain/result.ts'

/**
 * Carried into every change, so that it can be found again after a crash. `startedAt` (ISO) is when the record
 * says this remediation began running: the same on every try, and the `restartedAt` of pods it restarts.
 */
export type Applying = Surroundings & { id: string; startedAt: string }

/**
 * What a look at the target tells about a change whose end nobody saw. `not-applied`: proven not to have
 * happened, or not wholly, and applying it now does what is missing, once.
 */
export type Settled = { state: 'applied' | 'not-applied' | 'unknown'; says: string }

/**
 * A change to production. `plan` only reads. `apply` does exactly what the plan's data says, bound to the
 * versions it saw: it throws `Conflict` or `Denied` when nothing was done and `Unavailable{uncertain}` when
 * nobody knows. `settle` finds out by looking. `verify` says whether the change has taken effect *now*;
 * it is asked again until it passes or its deadline is over.
 */
export type Remediation<I, D extends JsonObject> = {
  name: string
  summary: string
  risk: Risk
  input: z.ZodType<I>
  /** Shape of `plan.data`, read again from the record before `apply`. */
  data: z.ZodType<D>
  verifyWithinMs: number
  plan(input: I, instruments: Instruments, surroundings: Surroundings): Promise<Result<Plan & { data: D }>>
  apply(data: D, instruments: Instruments, applying: Applying): Promise<{ says: string }>
  settle(data: D, instruments: Instruments, applying: Applying): Promise<Settled>
  verify(data: D, instruments: Instruments, applying: Applying): Promise<Evidence & { failed?: boolean }>
}

/** A remediation whose input and data are still unread. */
export type AnyRemediation = {
  name: string
  summary: string
  risk: Risk
  input: z.ZodType<unknown>
  verifyWithinMs: number
  plan(input: unknown, instruments: Instruments, surroundings: Surroundings): Promise<Result<Plan>>
  apply(data: unknown, instruments: Instruments, applying: Applying): Promise<{ says: string }>
  settle(data: unknown, instruments: Instruments, applying: Applying): Promise<Settled>
  verify(
    data: unknown,
    instruments: Instruments,
    applying: Applying,
  ): Promise<Evidence & { failed?: boolean }>
}

export function defineRemediation<I, D extends JsonObject>(one: Remediation<I, D>): AnyRemediation {
  return {
    name: one.name,
    summary: one.summary,
    risk: one.risk,
    input: one.input,
    verifyWithinMs: one.verifyWithinMs,
    plan: (input, instruments, surroundings) => one.plan(one.input.parse(input), instruments, surroundings),
    apply: (data, instruments, applying) => one.apply(one.data.parse(data), instruments, applying),
    settle: (data, instruments, applying) => one.settle(one.data.parse(data), instruments, applying),
    verify: (data, instruments, applying) => one.verify(one.data.parse(data), instruments, applying),
  }
}
