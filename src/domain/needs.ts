import type { JsonObject } from './json.ts'
import type { Step } from './playbook.ts'

/** What a person says when the step is reached, by input, with the question that asks for it. */
export const needsOf = (step: Step): Readonly<Record<string, string>> =>
  (step.kind === 'check' || step.kind === 'fix' ? step.needs : undefined) ?? {}

/** Whether inputs name a declared command or request, whose parameters stand under `with`. */
export const namesDeclared = (input: JsonObject): boolean =>
  ['command', 'request'].some((key) => typeof input[key] === 'string')

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}

/** The inputs that are given to a declared command or request, or else the inputs themselves. */
export const givenIn = (input: JsonObject): JsonObject =>
  namesDeclared(input) ? asObject(input.with) : input

/** A step's inputs with what a person gave. */
export const withGiven = (input: JsonObject, given: JsonObject): JsonObject =>
  namesDeclared(input) && Object.keys(given).length > 0
    ? { ...input, with: { ...asObject(input.with), ...given } }
    : { ...input, ...given }

/** The questions that `given` leaves open. */
export const stillAsked = (step: Step, given: JsonObject = {}): string[] =>
  Object.entries(needsOf(step)).flatMap(([name, question]) =>
    Object.hasOwn(given, name) && given[name] !== undefined ? [] : [question],
  )
