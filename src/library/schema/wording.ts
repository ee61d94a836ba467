import { z } from 'zod'
import { nearest } from '../../domain/nearest.ts'

type RawIssue = z.core.$ZodRawIssue

/** Says in one sentence what zod found. Given to every parse, so that all kinds of file speak alike. */
export function sayIssue(issue: RawIssue): string | undefined {
  const name = nameOf(issue)
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing(name, issue) : wrongType(name, issue.expected, issue.input)
    case 'invalid_value':
      return notOneOf(name, issue.values.map(String), issue.input)
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, keysOf(issue.inst))).join('\n')
    case 'too_small':
      return tooSmall(name, issue.origin, Number(issue.minimum))
    case 'too_big':
      return issue.origin === 'string'
        ? `${name} is longer than ${issue.maximum} characters`
        : `${name} may be at most ${issue.maximum}`
    case 'invalid_key':
      return issue.issues[0]?.message
    case 'invalid_union':
      return `${name} does not have the right form`
    case 'not_multiple_of':
      return `${name} has to be a multiple of ${issue.divisor}`
    default:
      return undefined
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known)
  const hint = meant
    ? `did you mean ${meant}?`
    : known.length
      ? `known here: ${known.join(', ')}`
      : 'nothing goes here'
  return `“${key.slice(0, 60)}” is not a key here; ${hint}`
}

function missing(name: string, issue: RawIssue): string {
  const about = issue.inst instanceof z.ZodType ? issue.inst.description : undefined
  return `${name} is missing${about ? `: ${about.charAt(0).toLowerCase()}${about.slice(1)}` : ''}`
}

function wrongType(name: string, expected: string, input: unknown): string {
  const was =
    input === null ? 'empty' : Array.isArray(input) ? 'a list' : `${words[typeof input] ?? typeof input}`
  const hint =
    expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')
      ? `: put it in quotes, "${input}"`
      : ''
  return `${name} has to be ${words[expected] ?? expected} and is ${was}${hint}`
}

function notOneOf(name: string, values: readonly string[], input: unknown): string {
  const meant = typeof input === 'string' ? nearest(input, values) : undefined
  const found = typeof input === 'string' ? `“${input.slice(0, 60)}”` : name
  return `${found} is not one of ${values.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`
}

function tooSmall(name: string, origin: string, minimum: number): string {
  if (origin === 'string')
    return minimum === 1 ? `${name} is empty` : `${name} is shorter than ${minimum} characters`
  if (origin === 'array')
    return `${name} needs at least ${minimum === 1 ? 'one entry' : `${minimum} entries`}`
  return `${name} has to be at least ${minimum}`
}

const words: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
}

function nameOf(issue: RawIssue): string {
  const last = issue.path?.at(-1)
  if (last === undefined) return 'This'
  return typeof last === 'number' ? `Entry ${last + 1}` : String(last).slice(0, 60)
}

const keysOf = (schema: unknown): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])
