import type { z } from 'zod'

/** Zod's complaints in Slack's words, each with the JSON pointer of what it is about. */
export const complaintsAt = (base: string, error: z.ZodError): string[] =>
  error.issues.map((issue) => {
    const missing = issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0
    const path = missing ? issue.path.slice(0, -1) : issue.path
    return `${words(issue, missing)} [json-pointer:${[base, ...path].join('/')}]`
  })

function words(issue: z.core.$ZodIssue, missing: boolean): string {
  if (missing) return `missing required field: ${String(issue.path.at(-1))}`
  switch (issue.code) {
    case 'invalid_type':
      return `failed to match all allowed schemas: must be ${issue.expected}`
    case 'too_big':
      if (issue.origin === 'array') return `no more than ${issue.maximum} items allowed`
      if (issue.origin === 'string') return `must be less than ${Number(issue.maximum) + 1} characters`
      return `must be less than ${Number(issue.maximum) + 1}`
    case 'too_small':
      if (issue.origin === 'array') return `no less than ${issue.minimum} items allowed`
      if (issue.origin === 'string') return `must be more than ${Number(issue.minimum) - 1} characters`
      return `must be more than ${Number(issue.minimum) - 1}`
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return `unsupported type: ${typeOf(issue.input)}`
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`
    default:
      return issue.message
  }
}

/** `String()` throws for `{ "toString": false }`, which is JSON like any other. */
function typeOf(input: unknown): string {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : input
  return typeof type === 'string' ? type : (JSON.stringify(type) ?? 'nothing')
}
