import { isIP } from 'node:net'
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

/** A range of addresses: `10.2.0.0/16`, `fd12:3456::/32`, or one address. */
export function isRange(text: string): boolean {
  const [address = '', length] = text.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  return version !== 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most))
}
