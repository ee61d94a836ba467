import type { Json, JsonObject } from './json.ts'
import { nearest } from './nearest.ts'
import { redact } from './redact.ts'
import type { Parameter } from './service.ts'

/** What is wrong with one value that a declared command or request was given. */
export type WrongParameter = { name: string; says: string }

/** Whether the whole text matches; a pattern from a file can take for ever, so the caller decides how to run it. */
export type WholeMatch = (pattern: string, text: string) => boolean

/** Nothing that breaks a line, hides, or turns the direction of writing: controls, formats, lone surrogates. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u

const climbs = /(?:^|[/\\])\.\.(?:[/\\]|$)/

/** Reads what was given into the text that goes into the command or request, by name. */
export function readParameters(
  declared: Readonly<Record<string, Parameter>>,
  given: JsonObject,
  matches: WholeMatch,
): { ok: true; values: Record<string, string> } | { ok: false; wrong: WrongParameter[] } {
  const wrong = wrongParameters(declared, given, matches)
  if (wrong.length > 0) return { ok: false, wrong }
  const values = Object.entries(declared).flatMap(([name, parameter]) => {
    const value = givenAs(given, name) ?? parameter.default
    if (value === undefined || value === null) return []
    return [[name, String(parameter.kind === 'number' ? Number(value) : value)]]
  })
  return { ok: true, values: Object.fromEntries(values) }
}

/** Everything that does not fit. `later`: names that are given a value only when it runs. */
export function wrongParameters(
  declared: Readonly<Record<string, Parameter>>,
  given: JsonObject,
  matches: WholeMatch,
  later: readonly string[] = [],
): WrongParameter[] {
  const known = Object.keys(declared)
  const foreign = [...Object.keys(given), ...later].flatMap((name) => {
    if (known.includes(name)) return []
    const meant = nearest(name, known)
    const hint = meant
      ? `did you mean ${meant}?`
      : known.length
        ? `it takes ${known.join(', ')}`
        : 'it takes none'
    return [{ name, says: `“${name.slice(0, 60)}” is not a parameter here; ${hint}` }]
  })
  const unfit = Object.entries(declared).flatMap(([name, parameter]) => {
    if (later.includes(name)) return []
    const value = givenAs(given, name)
    if (value === undefined)
      return parameter.default === undefined
        ? [{ name, says: `${name} is missing: ${wants(parameter)}` }]
        : []
    const says = misfit(name, parameter, value, matches)
    return says === undefined ? [] : [{ name, says }]
  })
  return [...foreign, ...unfit]
}

const givenAs = (given: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(given, name) ? given[name] : undefined

/** What a parameter asks for, in a few words. */
export function wants(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
      return `a number from ${parameter.min} to ${parameter.max}`
    case 'choice':
      return `one of ${parameter.options.join(', ')}`
    case 'text':
      return `text that matches /${parameter.pattern}/`
  }
}

function misfit(name: string, parameter: Parameter, value: Json, matches: WholeMatch): string | undefined {
  if (parameter.kind === 'number') {
    const number =
      typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value
    return typeof number === 'number' && number >= parameter.min && number <= parameter.max
      ? undefined
      : `${name} has to be ${wants(parameter)}`
  }
  if (typeof value !== 'string' && typeof value !== 'number') return `${name} has to be ${wants(parameter)}`
  const text = String(value)
  if (unseen.test(text)) return `${name} has a character in it that cannot be seen`
  if (climbs.test(text)) return `${name} may not lead upwards with ".."`
  if (redact(text) !== text)
    return `${name} looks like a secret: parameters are shown and kept, so a secret is none`
  if (parameter.kind === 'choice')
    return parameter.options.includes(text) ? undefined : `${name} has to be ${wants(parameter)}`
  if (text.length === 0 || text.length > parameter.maxLength)
    return `${name} needs 1 to ${parameter.maxLength} characters`
  return matches(parameter.pattern, text) ? undefined : `${name} has to be ${wants(parameter)}`
}
