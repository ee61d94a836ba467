import { z } from 'zod'

/** Arguments come as form fields or as JSON: these read either. */
export const flag = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1) return true
  if (value === 'false' || value === '0' || value === 0 || value === '') return false
  return value
}, z.boolean())

export const whole = z.coerce.number().int()

export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())

/** `U1,U2`, or an array of them, or that array as JSON. */
export const idList = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  const parts = value.startsWith('[') ? parsed(value) : value.split(',')
  return Array.isArray(parts) ? parts.map((part) => String(part).trim()).filter((part) => part !== '') : parts
}, z.array(z.string()))

/** A structured argument: an object or array, or JSON of it; `undefined` where it is no JSON. */
export const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** Zod's complaints in Slack's words. */
export const complaints = (error: z.ZodError): string[] =>
  error.issues.map((issue) => {
    const name = issue.path.join('.')
    if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
      return `missing required field: ${name}`
    return `invalid value: ${name}`
  })
