import { z } from 'zod'
import { richText } from './rich-text.ts'
import { blockId } from './text.ts'

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
])
const row = z.array(cell).min(1).max(20)

export const table = z.strictObject({
  type: z.literal('table'),
  ...blockId,
  rows: z.array(row).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
})

export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  ...blockId,
  rows: z.array(row).min(2).max(101),
  caption: z.string().min(1),
  page_size: z.number().int().min(1).max(100).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
})

/** Newer than the SDK's types: of its inside only the title is known for certain. */
export const dataVisualization = z.looseObject({
  type: z.literal('data_visualization'),
  ...blockId,
  title: z.string().max(50).optional(),
})
