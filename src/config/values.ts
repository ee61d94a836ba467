import { z } from 'zod'

const wholeNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)

export const port = wholeNumber.refine((n) => n >= 1 && n <= 65_535)
/** 0 takes any free port. */
export const anyPort = wholeNumber.refine((n) => n <= 65_535)

export const webUrl = z.url({ protocol: /^https?$/ })

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
export type LogLevel = z.infer<typeof logLevel>
