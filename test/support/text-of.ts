import { z } from 'zod'

/** Every word a person reads in a message, in order. */
export function textOf(message: { text?: string; blocks?: unknown }): string {
  const words: string[] = []
  collect(message.blocks, words)
  return words.length > 0 ? words.join('\n') : (message.text ?? '')
}

function collect(node: unknown, words: string[]): void {
  if (Array.isArray(node)) for (const one of node) collect(one, words)
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) {
      if (key === 'text' && typeof value === 'string') words.push(value)
      else collect(value, words)
    }
}

/** The part of a message in which `<!channel>` would call people: its text and its blocks' mrkdwn. */
export function markupOf(message: { text?: string; blocks?: unknown }): string {
  const plain = (_: string, node: unknown) =>
    typeof node === 'object' && node !== null && 'type' in node && node.type === 'plain_text'
      ? undefined
      : node
  return `${message.text}\n${JSON.stringify(message.blocks ?? [], plain)}`
}

const words = z.object({ text: z.string() })
const option = z.looseObject({ text: words, value: z.string() })
const element = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  text: words.optional(),
  options: z.array(option).optional(),
})
const block = z.looseObject({
  type: z.string(),
  block_id: z.string().default(''),
  text: z.unknown().optional(),
  elements: z.unknown().optional(),
  accessory: z.unknown().optional(),
})

type Element = { type: string; action_id: string; selected_option?: z.infer<typeof option> }
type Press = Element & { block_id: string }

/** The press of a button, or the choice of a menu's option, by its words or action id; `on`: in the line with these words. */
export function elementNamed(blocks: unknown, name: string, on = ''): Press | undefined {
  let line = ''
  for (const one of z.array(block).parse(blocks ?? [])) {
    if (one.type === 'section' || one.type === 'context') line = textOf({ blocks: [one] })
    if (!line.includes(on)) continue
    const elements = [one.accessory, ...(Array.isArray(one.elements) ? one.elements : [])]
    for (const candidate of elements) {
      const press = pressOf(candidate, name)
      if (press) return { ...press, block_id: one.block_id }
    }
  }
  return undefined
}

export const holds = (blocks: unknown, name: string, on?: string): boolean =>
  elementNamed(blocks, name, on) !== undefined

function pressOf(candidate: unknown, name: string): Element | undefined {
  const read = element.safeParse(candidate)
  if (!read.success) return undefined
  const { type, action_id, text, options = [] } = read.data
  if (action_id === name || text?.text === name) return { type, action_id }
  const chosen = options.find((one) => one.text.text === name || one.value.startsWith(`${name} `))
  return chosen && { type, action_id, selected_option: chosen }
}
