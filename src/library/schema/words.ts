import { z } from 'zod'
import { severities } from '../../domain/severity.ts'

/** Short text on one line. */
export const line = (most = 150) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\n]*$/, { error: 'This has to stand on one line' })

/** Text of several lines. */
export const prose = z.string().trim().min(1).max(3000)

/** A name in Kubernetes: never starts with a dash, so that it is never read as an option. */
export const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, {
    error: 'A name in the cluster has only small letters, digits, "-" and "."',
  })

export const webAddress = z
  .string()
  .max(2000)
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), {
    error: 'Write a whole address, as https://example.com/health',
  })

export const channelName = z
  .string()
  .max(80)
  .regex(/^[\p{Ll}\p{Lo}\p{N}_-]+$/u, { error: 'Write a channel by its name, without "#": incidents' })

export const severity = z.enum(severities).describe('How bad it is: p0 is everything down, p3 is a scratch')

export const json = z.json()
/** The inputs of a check or remediation; which ones exist is its own affair. */
export const inputs = z.record(z.string(), json)

export const people = z.array(line()).describe('People, by name, e-mail or Slack id as in organization.yml')
