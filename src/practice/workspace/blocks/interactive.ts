import { z } from 'zod'

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  focus_on_load: z.boolean().optional(),
})
/** An interactive element, loosely: what all of them have, and whatever else. */
export type Element = z.output<typeof element>

const holder = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
  element: z.unknown().optional(),
  actions: z.array(z.unknown()).optional(),
  child_blocks: z.array(z.unknown()).optional(),
})

export type Holder = { blockId: string; at: string; elements: Element[]; source: Record<string, unknown> }

const SILENT = new Set(['image', 'plain_text', 'mrkdwn', 'card'])

/** Every block of `blocks`, nested ones too, with its interactive elements (not copies). */
export function holders(blocks: unknown, base = ''): Holder[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block: unknown, index) => {
    const read = holder.safeParse(block)
    if (!read.success || !isRecord(block)) return []
    const at = `${base}/${index}`
    const { type } = read.data
    const inside =
      type === 'rich_text' ? [] : [block.elements, block.actions, block.accessory, block.element].flat()
    return [
      { blockId: read.data.block_id ?? '', at, elements: inside.filter(isElement), source: block },
      ...holders(block.child_blocks, `${at}/child_blocks`),
      ...(type === 'carousel' ? holders(block.elements, `${at}/elements`) : []),
    ]
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isElement = (value: unknown): value is Element =>
  element.safeParse(value).success && isRecord(value) && !SILENT.has(String(value.type))
