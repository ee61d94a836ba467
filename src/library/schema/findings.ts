import type { z } from 'zod'
import type { Path } from '../mistake.ts'
import { sayIssue } from './wording.ts'

/** One thing wrong in the data. `key`: it is the key at the end of the path that is wrong, not its value. */
export type Finding = { path: Path; says: string; key?: true }

/** Parses in our words: the value, or everything that is wrong with it. Never throws. */
export function parseWith<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { ok: true; value: T } | { ok: false; findings: Finding[] } {
  const parsed = schema.safeParse(value, { error: sayIssue })
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, findings: parsed.error.issues.flatMap(toFindings) }
}

function toFindings(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const sentences = issue.message.split('\n')
    return issue.keys.map((key, n) => ({
      path: [...path, key],
      says: sentences[n] ?? issue.message,
      key: true,
    }))
  }
  const wrongKey = issue.code === 'custom' && issue.params?.key === true
  return [{ path, says: issue.message, ...(wrongKey ? { key: true } : {}) }]
}

/** A finding as a zod issue, for a schema that has parsed a part by itself. */
export const asIssue = ({ path, says, key }: Finding) => ({
  code: 'custom' as const,
  path: [...path],
  message: says,
  params: { key: key === true },
})
