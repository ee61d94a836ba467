import { z } from 'zod'

const option = z.looseObject({ text: z.looseObject({ text: z.string() }) })
const element = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  text: z.looseObject({ text: z.string() }).optional(),
  options: z.array(option).default([]),
})
const blocks = z.array(
  z.looseObject({
    type: z.string(),
    block_id: z.string().default(''),
    text: z.looseObject({ text: z.string() }).optional(),
    accessory: z.unknown().optional(),
    elements: z.unknown().optional(),
  }),
)

/**
 * What somebody presses to choose `choice` for a line of a message: a button or a menu's option beside it, or
 * in the row below. `undefined` where it is not offered.
 */
export function beside(message: unknown, line: string, choice: string): Record<string, unknown> | undefined {
  const all = blocks.parse(message)
  const at = all.findIndex(({ type, text }) => type === 'section' && text?.text.includes(line))
  const below = all[at + 1]
  for (const block of [all[at], below?.type === 'actions' ? below : undefined]) {
    const offered = z.array(element).safeParse(block?.elements ?? [block?.accessory])
    for (const one of offered.success ? offered.data : []) {
      const { type, action_id } = one
      const action = { type, action_id, block_id: block?.block_id }
      const chosen = one.options.find(({ text }) => text.text === choice)
      if (chosen) return { ...action, selected_option: chosen }
      if (one.text?.text === choice) return action
    }
  }
  return undefined
}
