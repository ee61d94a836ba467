import { z } from 'zod'
import { confirmable, dispatchable } from './options.ts'
import { richText } from './rich-text.ts'
import { actionId, focusable, placeholder } from './text.ts'

const typed = { ...actionId, ...dispatchable, ...focusable, ...placeholder }
const picked = { ...actionId, ...confirmable, ...focusable, ...placeholder }
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number')

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine((one) => (one.min_length ?? 0) <= (one.max_length ?? 3000), 'min_length exceeds max_length')

export const textInputs = [
  plainTextInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  }),
] as const

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richText.optional(),
  min_lines: z.number().int().min(1).optional(),
  max_lines: z.number().int().min(1).optional(),
})

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionId,
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
})

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...picked,
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD')
    .optional(),
})

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picked,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')
    .optional(),
  timezone: z.string().optional(),
})

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...actionId,
  ...confirmable,
  ...focusable,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
})
