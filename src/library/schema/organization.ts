import { z } from 'zod'
import { roles } from '../../domain/service.ts'
import { hours } from './hours.ts'
import { channelName, line } from './words.ts'

const person = z
  .strictObject({
    name: line(75).describe('What files and people call them'),
    title: line(75).describe('What they do').exactOptional(),
    slack: z
      .string()
      .regex(/^[UW][A-Z0-9]{5,20}$/, { error: 'A Slack id looks like U0ANA000001: copy it from the profile' })
      .describe('Slack member id')
      .exactOptional(),
    email: z
      .email({ error: 'This is not an e-mail address' })
      .max(254)
      .describe('Their Slack account’s address')
      .exactOptional(),
    roles: z
      .array(z.enum(roles))
      .describe('responder works incidents, approver approves, commander leads one, lead leads a shift')
      .default(['responder']),
  })
  .refine((one) => one.slack !== undefined || one.email !== undefined, {
    error: 'A person needs slack or email, so that Slack knows who it is',
  })

/** organization.yml. */
export const organizationFile = z
  .strictObject({
    name: line(75).describe('The company or team'),
    people: z.array(person).min(1).describe('Everybody who may do more than declare and look'),
    channels: z
      .strictObject({
        incidents: channelName.describe('Where every incident is announced').default('incidents'),
        shift: channelName.describe('Where shifts are handed over').default('shift-handoff'),
      })
      .describe('Channels by name, without "#"')
      .default({ incidents: 'incidents', shift: 'shift-handoff' }),
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'This is not a time zone: write Europe/Berlin or UTC' })
      .describe('IANA name of the zone in which times are shown')
      .default('UTC'),
    workingHours: hours.describe('When people are at work; outside it, paging is different').exactOptional(),
  })
  .superRefine(({ people }, context) => {
    for (const key of ['name', 'slack', 'email'] as const) {
      const seen = new Set<string>()
      people.forEach((one, n) => {
        const value = one[key]?.toLowerCase()
        if (value === undefined) return
        if (seen.has(value))
          context.addIssue({
            code: 'custom',
            path: ['people', n, key],
            message: `Two people have the ${key} ${one[key]}`,
          })
        seen.add(value)
      })
    }
  })
  .meta({ title: 'Muster organization', description: 'Who we are: people, roles, channels, hours' })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
