import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import { roles } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import { hours } from './hours.ts'
import { line, people } from './words.ts'

const rule = {
  count: z.int().min(0).max(5).describe('How many people approve; never the one who asks. 0: nobody has to'),
  roles: z.array(z.enum(roles)).describe('Anybody with one of these roles may approve').default(['approver']),
  people: people.default([]),
}

const severityRule = z.strictObject(rule).exactOptional()

const exception = z.strictObject({
  because: line(200).describe('Why another rule holds; shown with every request it decides'),
  when: z
    .strictObject({
      severities: z.array(z.enum(severities)).min(1).describe('At these severities').exactOptional(),
      risks: z
        .array(z.enum(['low', 'medium', 'high']))
        .min(1)
        .describe('At these risks')
        .exactOptional(),
      remediations: z.array(line(60)).min(1).describe('For these remediations').exactOptional(),
      targets: z
        .array(line(253))
        .min(1)
        .describe('For these deployments, config maps, caches, commands or requests')
        .exactOptional(),
      during: hours
        .describe('Only in these hours, in the organization’s time zone: a maintenance window')
        .exactOptional(),
    })
    .refine((when) => Object.keys(when).length > 0, {
      error: 'when names at least one thing: an exception for everything is a rule',
    })
    .describe('All that is named here has to fit; the first exception that fits counts'),
  ...rule,
})

/** Who approves at each severity, and where another rule holds. */
export const approvals = z.strictObject({
  p0: severityRule,
  p1: severityRule,
  p2: severityRule,
  p3: severityRule,
  expireAfter: duration
    .refine((ms) => ms >= 60_000 && ms <= 24 * 60 * 60_000, { error: 'Between 1m and 24h' })
    .describe('A request nobody decides on is over then; 15m when absent')
    .exactOptional(),
  exceptions: z
    .array(exception)
    .describe('Instead of the severity’s rule: pre-authorised fixes, maintenance windows, stricter targets')
    .default([]),
})
