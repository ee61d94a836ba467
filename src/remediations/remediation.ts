import type { z } from 'zod'
import type { Evidence, Instruments } from '../app/ports/instruments.ts'
import type { Surroundings } from '../checks/check.ts'
import type { JsonObject } from '../domain/json.ts'
import type { Plan, Risk } from '../domain/remediation.ts'
import type { Result } from '../domain/result.ts'
import type { Right, Scope } from '../domain/right.ts'

/**
 * Carried into every change, so that it can be found again after a crash. `startedAt` (ISO) is when the record
 * says this remediation began running: the same on every try, and the `restartedAt` of pods it restarts.
 */
export type Applying = Surroundings & {
  id: string
  startedAt: string
  /** Shown in the thread as it grows; the newest text replaces the one before. Not part of the record. */
  report(text: string): void
}

/**
 * What a look at the target tells about a change whose end nobody saw. `not-applied`: proven not to have
 * happened. `partly`: some of it was made, and applying it again does what is missing, once. `repeatable`: nobody
 * can tell, and once more does no harm.
 */
export type Settled = { state: 'applied' | 'not-applied' | 'partly' | 'repeatable' | 'unknown'; says: string }

/** `output`: what a command wrote, redacted and capped. */
export type Applied = { says: string; output?: string[] }

/**
 * A change to production. `plan` only reads. `apply` does exactly what the plan's data says, bound to the
 * versions it saw: it throws `Conflict` or `Denied` when nothing was done, `Failed` when it ran and ended badly,
 * and `Unavailable{uncertain}` when nobody knows. `settle` finds out by looking. `verify` says whether the change has taken effect *now*;
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
  /** How long `apply` may take; half a minute when absent. */
  applyWithinMs?(data: D): number
  plan(input: I, instruments: Instruments, surroundings: Surroundings): Promise<Result<Plan & { data: D }>>
  apply(data: D, instruments: Instruments, applying: Applying): Promise<Applied>
  settle(data: D, instruments: Instruments, applying: Applying): Promise<Settled>
  verify(data: D, instruments: Instruments, applying: Applying): Promise<Evidence & { failed?: boolean }>
  /** What the service account must be allowed within `scope` to plan, make, verify and undo this. Empty: not Kubernetes. */
  rights(scope: Scope): Right[]
  /**
   * How to put back what it did, as a request of its own. Refuses, with the difference, when somebody has changed
   * the target since. Absent: what it did passes by itself, or cannot be put back.
   */
  undo?(
    data: D,
    instruments: Instruments,
    surroundings: Surroundings & { id: string },
  ): Promise<Result<{ name: string; input: JsonObject }>>
}

/** A remediation whose input and data are still unread. */
export type AnyRemediation = {
  name: string
  summary: string
  risk: Risk
  input: z.ZodType<unknown>
  verifyWithinMs: number
  applyWithinMs?(data: unknown): number
  plan(input: unknown, instruments: Instruments, surroundings: Surroundings): Promise<Result<Plan>>
  apply(data: unknown, instruments: Instruments, applying: Applying): Promise<Applied>
  settle(data: unknown, instruments: Instruments, applying: Applying): Promise<Settled>
  verify(
    data: unknown,
    instruments: Instruments,
    applying: Applying,
  ): Promise<Evidence & { failed?: boolean }>
  rights(scope: Scope): Right[]
  undo?(
    data: unknown,
    instruments: Instruments,
    surroundings: Surroundings & { id: string },
  ): Promise<Result<{ name: string; input: JsonObject }>>
}

export function defineRemediation<I, D extends JsonObject>(one: Remediation<I, D>): AnyRemediation {
  const { undo, applyWithinMs } = one
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
    ...(applyWithinMs && { applyWithinMs: (data) => applyWithinMs(one.data.parse(data)) }),
    rights: (scope) => one.rights(scope),
    ...(undo && {
      undo: (data, instruments, surroundings) => undo(one.data.parse(data), instruments, surroundings),
    }),
  }
}
