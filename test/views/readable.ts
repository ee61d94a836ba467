import type { Message } from '../../src/slack/views/message.ts'

/** A message or a view as text, the way a person meets it: words, then what may be pressed in brackets. */
export function readable(shown: Message | { title?: unknown; blocks: unknown[] }): string {
  const top = 'text' in shown ? [`notification: ${shown.text}`] : []
  const title = 'title' in shown ? [`form: ${words(shown.title)}`] : []
  return [...top, ...title, ...shown.blocks.map(block)].join('\n')
}

type Shape = Record<string, unknown>
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null
const list = (value: unknown): Shape[] => (Array.isArray(value) ? value.filter(isShape) : [])

function block(value: unknown): string {
  if (!isShape(value)) return String(value)
  switch (value.type) {
    case 'header':
      return `# ${words(value.text)}`
    case 'divider':
      return '---'
    case 'section':
      return `${words(value.text)}${isShape(value.accessory) ? `\n    ${element(value.accessory)}` : ''}`
    case 'context':
      return list(value.elements)
        .map((one) => words(one).replace(/^/gm, '  '))
        .join('\n')
    case 'actions':
      return `    ${list(value.elements).map(element).join(' ')}`
    case 'input':
      return `${words(value.label)}${value.optional ? ' (optional)' : ''}: ${isShape(value.element) ? element(value.element) : ''}`
    case 'rich_text':
      return list(value.elements)
        .map((part) => list(part.elements).map(words).join(''))
        .join('\n')
    default:
      return JSON.stringify(value)
  }
}

function element(one: Shape): string {
  const style = one.style ? `, ${one.style}` : ''
  const options = [...list(one.options), ...list(one.option_groups).flatMap((group) => list(group.options))]
  if (one.type === 'button') return `[${words(one.text)}${style}]`
  if (options.length > 0) return `[${one.type}: ${options.map((each) => words(each.text)).join(' | ')}]`
  const initial = one.initial_value ?? one.initial_user ?? one.initial_date
  return `[${one.type}${initial === undefined ? '' : ` = ${initial}`}]`
}

const words = (value: unknown): string =>
  isShape(value) ? (typeof value.text === 'string' ? value.text : words(value.text)) : String(value ?? '')
