import type { Json, JsonObject } from './json.ts'
import type { Step } from './playbook.ts'
import type { Command } from './service.ts'

/**
 * What a person says when the step is reached, by input, with the question that asks for it. `set.MODE` is the key
 * `MODE` within the input `set`.
 */
export const needsOf = (step: Step): Readonly<Record<string, string>> =>
  (step.kind === 'check' || step.kind === 'fix' ? step.needs : undefined) ?? {}

/** What a step has to know before it can go on, as it is asked. */
export type Question = {
  name: string
  asks: string
  kind: 'text' | 'number' | 'choice'
  options: string[]
  hint?: string
  initial?: string
}

/** The input that a need belongs to, and the key within it. */
export function inputOf(need: string): { input: string; key?: string } {
  const [input = '', ...key] = need.split('.')
  return key.length > 0 ? { input, key: key.join('.') } : { input }
}

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

/** What inputs hold for a need; `undefined` when they hold nothing. */
export function valueFor(input: JsonObject, need: string): Json | undefined {
  const { input: name, key } = inputOf(need)
  const values = givenIn(input)
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (key === undefined) return value
  const inside = asObject(value)
  return Object.hasOwn(inside, key) ? inside[key] : undefined
}

/** A step's inputs with what a person gave, by need. */
export function withGiven(input: JsonObject, answers: JsonObject): JsonObject {
  const filled: Record<string, Json | undefined> = { ...givenIn(input) }
  for (const [need, value] of Object.entries(answers)) {
    const { input: name, key } = inputOf(need)
    filled[name] = key === undefined ? value : { ...asObject(filled[name]), [key]: value }
  }
  if (!namesDeclared(input)) return filled
  return Object.keys(answers).length > 0 ? { ...input, with: filled } : input
}

/** Those of `names` that the declared command in `input` takes as parameters, and is not given yet. */
export function takenBy(names: readonly string[], input: JsonObject, commands: readonly Command[]): string[] {
  const declared = commands.find(({ name }) => name === input.command)
  return declared
    ? names.filter((one) => Object.hasOwn(declared.parameters, one) && valueFor(input, one) === undefined)
    : []
}

/** The questions that `answers` leaves open. */
export const stillAsked = (step: Step, answers: JsonObject = {}): string[] =>
  Object.entries(needsOf(step)).flatMap(([name, question]) =>
    Object.hasOwn(answers, name) && answers[name] !== undefined ? [] : [question],
  )
