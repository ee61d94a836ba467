import { z } from 'zod'

const LONGEST = 3000

/** Text objects; `most` is the longest text in characters. */
export const plainText = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  })

export const mrkdwnText = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  })

export const anyText = (most: number = LONGEST) =>
  z.discriminatedUnion('type', [plainText(most), mrkdwnText(most)])

export const url = z.string().min(1).max(3000)
export const webUrl = url.regex(/^https?:\/\//, 'invalid url')

/** What every interactive element may carry. */
export const actionId = { action_id: z.string().min(1).max(255).optional() }
export const blockId = { block_id: z.string().max(255).optional() }
export const focusable = { focus_on_load: z.boolean().optional() }
export const placeholder = { placeholder: plainText(150).optional() }
