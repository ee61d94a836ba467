import { z } from 'zod'
import type { StateValues } from '../../page/protocol.ts'
import { type Element, holders } from '../blocks/interactive.ts'
import { fieldOf } from './element-value.ts'

const email = z.email()
const address = z.url({ protocol: /^https?$/ })
const bounds = z.looseObject({
  min_length: z.number().default(0),
  max_length: z.number().default(3000),
  is_decimal_allowed: z.boolean().default(false),
  min_value: z.coerce.number().default(Number.NEGATIVE_INFINITY),
  max_value: z.coerce.number().default(Number.POSITIVE_INFINITY),
  max_selected_items: z.number().default(Number.POSITIVE_INFINITY),
  max_files: z.number().default(10),
  filetypes: z.array(z.string()).optional(),
})
const named = z.array(z.object({ name: z.string() }))

/** What Slack's own form refuses before the app hears of it, by block id. */
export function inputErrors(blocks: unknown, values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { source, blockId, elements } of holders(blocks)) {
    const [element] = elements
    if (source.type !== 'input' || !element) continue
    const value = values[blockId]?.[element.action_id ?? '']?.[fieldOf(element) ?? '']
    const error = isEmpty(value) ? !source.optional && 'This field is required.' : complaint(element, value)
    if (error) errors[blockId] = error
  }
  return errors
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function complaint(element: Element, value: unknown): string | undefined {
  const limit = bounds.parse(element)
  if (element.type === 'file_input') return fileComplaint(limit, value)
  if (Array.isArray(value))
    return value.length > limit.max_selected_items ? `Choose at most ${limit.max_selected_items}.` : undefined
  const text = String(value)
  switch (element.type) {
    case 'plain_text_input':
      if (text.length < limit.min_length) return `Write at least ${limit.min_length} characters.`
      return text.length > limit.max_length ? `Write at most ${limit.max_length} characters.` : undefined
    case 'email_text_input':
      return email.safeParse(text).success ? undefined : 'This is not an e-mail address.'
    case 'url_text_input':
      return address.safeParse(text).success ? undefined : 'This is not a web address.'
    case 'number_input':
      if (!(limit.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text))
        return 'This is not a number.'
      if (Number(text) < limit.min_value) return `The least is ${limit.min_value}.`
      return Number(text) > limit.max_value ? `The most is ${limit.max_value}.` : undefined
    default:
      return undefined
  }
}

function fileComplaint(
  { max_files, filetypes }: z.output<typeof bounds>,
  value: unknown,
): string | undefined {
  const files = named.parse(value)
  if (files.length > max_files) return `Add at most ${max_files} files.`
  const wrong = files.find(({ name }) => !filetypes?.includes(name.split('.').at(-1)?.toLowerCase() ?? ''))
  return filetypes && wrong ? `${wrong.name} is not of the type ${filetypes.join(' or ')}.` : undefined
}
