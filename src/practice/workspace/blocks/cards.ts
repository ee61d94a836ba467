import { z } from 'zod'
import { button } from './buttons.ts'
import { imageBlock, imageElement, video } from './images.ts'
import { actions, context, divider, header, input, section } from './layout.ts'
import { richText } from './rich-text.ts'
import { table } from './tables.ts'
import { anyText, blockId, mrkdwnText, plainText } from './text.ts'

export const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwnText(150).optional(),
    subtitle: mrkdwnText(150).optional(),
    body: mrkdwnText(200).optional(),
    actions: z.array(button).max(25).optional(),
  })
  .refine(
    (one) => one.hero_image || one.title || one.actions || one.body,
    'missing required field: one of hero_image, title, actions, body',
  )

export const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: z.array(card).min(1).max(10),
})

export const container = z
  .strictObject({
    type: z.literal('container'),
    ...blockId,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          header,
          imageBlock,
          input,
          richText,
          section,
          table,
          video,
        ]),
      )
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((one) => one.title || one.rich_text_title, 'missing required field: title or rich_text_title')

export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockId,
  task_id: z.string(),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: z.string(), text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
})

export const plan = z.strictObject({
  type: z.literal('plan'),
  ...blockId,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
})

export const alert = z.strictObject({
  type: z.literal('alert'),
  ...blockId,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})
