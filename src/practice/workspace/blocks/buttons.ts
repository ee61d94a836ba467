import { z } from 'zod'
import { confirmable, linkOption } from './options.ts'
import { actionId, plainText, url, webUrl } from './text.ts'

const style = z.enum(['primary', 'danger']).optional()
const label = z.string().max(75).optional()

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  ...confirmable,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style,
  accessibility_label: label,
})

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionId,
  ...confirmable,
  options: z.array(linkOption).min(1).max(5),
})

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...actionId,
  ...confirmable,
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: webUrl,
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.string() }))
        .optional(),
    }),
  }),
  style,
  accessibility_label: label,
})

const feedback = z.strictObject({
  text: plainText(75),
  accessibility_label: label,
  value: z.string().max(2000),
})

export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionId,
  positive_button: feedback,
  negative_button: feedback,
})

export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...actionId,
  ...confirmable,
  icon: z.string(),
  text: plainText(75),
  accessibility_label: label,
  value: z.string().max(2000).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
})
