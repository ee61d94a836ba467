import { z } from 'zod'

const limits = {
  above: z.number().optional(),
  below: z.number().optional(),
  equals: z.number().optional(),
}
type Limits = { above?: number | undefined; below?: number | undefined; equals?: number | undefined }

const named = ({ above, below, equals }: Limits): boolean =>
  [above, below, equals].some((one) => one !== undefined)

/** An input with at least one limit: above, below or equals. */
export const limited = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ ...shape, ...limits }).refine((one) => named(limitsOf(one)), {
    error: 'Say what the value has to be: above, below or equals',
  })

const limitsOf = (one: object): Limits => z.object(limits).parse(one)

/** Whether a value is within all the limits that are given. */
export const limit =
  ({ above, below, equals }: Limits) =>
  (value: number): boolean =>
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (equals === undefined || value === equals)

/** The limits in words, to follow "is". */
export const limitWords = ({ above, below, equals }: Limits): string =>
  [
    above !== undefined && `above ${above}`,
    below !== undefined && `below ${below}`,
    equals !== undefined && `equal to ${equals}`,
  ]
    .filter(Boolean)
    .join(' and ')
