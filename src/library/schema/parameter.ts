import { z } from 'zod'
import { placeholdersIn } from '../../domain/placeholders.ts'
import type { Parameter } from '../../domain/service.ts'
import { wholeMatch } from '../whole-match.ts'
import { inputs, line } from './words.ts'

const compiles = (source: string): boolean => {
  try {
    return new RegExp(source, 'u') !== undefined
  } catch {
    return false
  }
}

const text = z.strictObject({
  kind: z.literal('text'),
  pattern: z
    .string()
    .min(1)
    .max(200)
    .refine(compiles, { error: 'This is not a regular expression' })
    .describe('A regular expression that the whole value has to match'),
  maxLength: z.int().min(1).max(1000).describe('Characters at most').default(100),
  default: line(1000).describe('When none is given').exactOptional(),
})
const number = z.strictObject({
  kind: z.literal('number'),
  min: z.number().describe('The smallest'),
  max: z.number().describe('The largest'),
  default: z.number().describe('When none is given').exactOptional(),
})
const choice = z.strictObject({
  kind: z.literal('choice'),
  options: z.array(line(200)).min(1).describe('One of these'),
  default: line(200).describe('When none is given').exactOptional(),
})

const name = z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, {
  error: 'A parameter is named with letters, digits, "-" and "_"',
})

const parameter: z.ZodType<Parameter, unknown> = z
  .discriminatedUnion('kind', [text, number, choice], {
    error: 'A parameter is of kind text, number or choice',
  })
  .superRefine((one, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['default'], message })
    if (one.kind === 'number' && one.min > one.max)
      context.addIssue({ code: 'custom', path: ['max'], message: 'max is below min' })
    if (one.default === undefined) return
    if (one.kind === 'number' && (one.default < one.min || one.default > one.max))
      wrong('default is not between min and max')
    if (one.kind === 'choice' && !one.options.includes(one.default)) wrong('default is not among the options')
    if (one.kind === 'text' && compiles(one.pattern) && !wholeMatch(one.pattern, one.default))
      wrong('default does not match the pattern')
  })

export const parameters = z
  .record(name, parameter)
  .describe('What it takes, by name: kind text with a pattern, number with min and max, choice with options')
  .default({})

export const touches = z
  .array(line(253))
  .describe('Deployments, config maps and caches that it changes too: nobody else does so meanwhile')
  .default([])

export const undo = z
  .strictObject({
    name: line(60).describe('A command or request of this service'),
    with: inputs.describe('Its parameters; "{name}" hands on what this one was given').default({}),
  })
  .describe('What puts it back')

/** Each text beside where it stands; a placeholder that is not declared is told there. */
export function undeclared(
  texts: readonly { text: string; path: (string | number)[] }[],
  declared: Readonly<Record<string, Parameter>>,
): { path: (string | number)[]; message: string }[] {
  return texts.flatMap(({ text, path }) =>
    placeholdersIn(text)
      .filter((one) => !Object.hasOwn(declared, one))
      .map((one) => ({ path, message: `{${one}} is not a parameter: declare it under parameters` })),
  )
}
