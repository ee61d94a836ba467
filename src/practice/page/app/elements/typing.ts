import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'
import { initialState } from './values.ts'

type Typed = PlainTextInput | NumberInput | EmailInput | URLInput

const inputTypes = {
  plain_text_input: 'text',
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
} as const

function limits(element: Typed): Record<string, unknown> {
  if (element.type === 'plain_text_input') return { maxLength: element.max_length }
  if (element.type !== 'number_input') return {}
  return { min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? 'any' : 1 }
}

/** Text, numbers, addresses. What is typed is kept as typed; the app hears of it when it asked to. */
export function TypingElement({ element, slot }: { element: Typed; slot: Slot }): VNode {
  const { held, keep, hold } = useTouch(element, slot)
  const { type } = element
  const state = held ?? initialState(element) ?? {}
  const value = typeof state.value === 'string' ? state.value : ''
  const listens = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const read = (event: Event, next: typeof keep) => {
    const field = event.target
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      next({ type, value: field.value === '' ? null : field.value })
  }
  const multiline = type === 'plain_text_input' && element.multiline === true
  const onInput = (event: Event) => read(event, listens.includes('on_character_entered') ? hold : keep)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || multiline || !slot.dispatches) return
    event.preventDefault()
    if (listens.includes('on_enter_pressed')) read(event, hold)
  }
  const common = {
    id: slot.id,
    'aria-describedby': slot.describedBy,
    autofocus: element.focus_on_load,
    placeholder: element.placeholder?.text,
    value,
    onInput,
    onKeyDown,
    ...limits(element),
  }
  if (multiline) return html`<textarea class="field" rows="4" ...${common}></textarea>`
  return html`<input class="field" type=${inputTypes[type]} autocomplete="off" ...${common} />`
}
