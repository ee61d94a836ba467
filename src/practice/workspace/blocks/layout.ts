import { z } from 'zod'
import { button, feedbackButtons, iconButton, overflow, workflowButton } from './buttons.ts'
import { imageBlock, imageElement } from './images.ts'
import { datepicker, datetimepicker, fileInput, richTextInput, textInputs, timepicker } from './inputs.ts'
import { richText } from './rich-text.ts'
import { checkboxes, multiSelects, radioButtons, selects } from './selects.ts'
import { anyText, blockId, mrkdwnText, plainText } from './text.ts'

const chosen = [...selects, ...multiSelects, checkboxes, radioButtons, datepicker, timepicker] as const

export const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        overflow,
        workflowButton,
        datetimepicker,
        richTextInput,
        ...chosen,
      ]),
    )
    .min(1)
    .max(25),
})

export const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z
      .discriminatedUnion('type', [button, overflow, workflowButton, imageElement, ...chosen])
      .optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text || fields, 'missing required field: text or fields')

export const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(3000), mrkdwnText(3000)]))
    .min(1)
    .max(10),
})

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
})

export const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [...textInputs, richTextInput, fileInput, datetimepicker, ...chosen]),
})

export const header = z.strictObject({ type: z.literal('header'), ...blockId, text: plainText(150) })
export const divider = z.strictObject({ type: z.literal('divider'), ...blockId })
export const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: z.string().min(1).max(12_000),
})

/** Blocks that may stand on every surface. */
export const common = [actions, section, context, input, header, divider, imageBlock, richText] as const
