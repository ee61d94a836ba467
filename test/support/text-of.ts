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
  return pressable(blocks).find(({ names, line }) => line.includes(on) && names.includes(name))?.press
}

export const holds = (blocks: unknown, name: string, on?: string): boolean =>
  elementNamed(blocks, name, on) !== undefined

/** All that can be pressed or chosen in a message, with what it is called and the line it stands at. */
export function pressable(blocks: unknown): { press: Press; names: string[]; line: string }[] {
  let line = ''
  return z
    .array(block)
    .parse(blocks ?? [])
    .flatMap((one) => {
      if (one.type === 'section' || one.type === 'context') line = textOf({ blocks: [one] })
      const at = { line, block_id: one.block_id }
      return [one.accessory, ...(Array.isArray(one.elements) ? one.elements : [])].flatMap((candidate) =>
        pressesOf(candidate, at),
      )
    })
}

function pressesOf(candidate: unknown, { line, block_id }: { line: string; block_id: string }) {
  const read = element.safeParse(candidate)
  if (!read.success) return []
  const { type, action_id, text, options } = read.data
  if (!options) return [{ press: { type, action_id, block_id }, names: [action_id, text?.text ?? ''], line }]
  return options.map((one) => ({
    press: { type, action_id, block_id, selected_option: one },
    names: [action_id, one.text.text, one.value.split(' ')[0] ?? ''],
    line,
  }))
}
