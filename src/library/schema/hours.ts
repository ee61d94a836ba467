import { z } from 'zod'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Write a time of day in quotes, as "09:00"' })

/** Hours of certain days; days count from 1, Monday. */
export const hours = z
  .strictObject({
    days: z.array(z.enum(days)).min(1).describe('mon to sun'),
    from: timeOfDay.describe('They begin: "09:00"'),
    to: timeOfDay.describe('They end: "18:00"'),
  })
  .transform((one) => ({ ...one, days: one.days.map((day) => days.indexOf(day) + 1) }))
