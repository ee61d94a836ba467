import { z } from 'zod'
import { nearest } from '../domain/nearest.ts'
import type { Finding } from './schema/findings.ts'
import { parseWith } from './schema/findings.ts'

type Entry = { name: string; summary: string; input: z.ZodType<unknown> }

/** The checks and remediations a playbook may name; only what they are called and take matters here. */
export type Catalogue = { checks: readonly Entry[]; remediations: readonly Entry[] }

/** What is wrong with a named check or remediation and its inputs; nothing when all is well. */
export function checkUse(
  entries: readonly Entry[],
  kind: 'check' | 'remediation',
  name: string,
  input: unknown,
): { name: string } | { findings: Finding[] } {
  const entry = entries.find((one) => one.name === name)
  if (!entry) {
    const known = entries.map((one) => one.name)
    const meant = nearest(name, known)
    return {
      name: `There is no ${kind} “${name}”; ${meant ? `did you mean ${meant}?` : `known: ${known.join(', ')}`}`,
    }
  }
  const parsed = parseWith(strictly(entry.input), input)
  return { findings: parsed.ok ? [] : parsed.findings }
}

/** The inputs that a check or remediation takes, as far as they can be told. */
export function inputsOf(entries: readonly Entry[], name: string): string[] | undefined {
  const schema = entries.find((one) => one.name === name)?.input
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined
}

/** Made once for each: a schema is compiled when it is first used, and every step uses one. */
const strict = new WeakMap<z.ZodType<unknown>, z.ZodType<unknown>>()

/** An input that nobody reads is a misspelt one. */
function strictly(schema: z.ZodType<unknown>): z.ZodType<unknown> {
  const known = strict.get(schema)
  if (known) return known
  const made = schema instanceof z.ZodObject ? schema.strict() : schema
  strict.set(schema, made)
  return made
}
