import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'
import type { ElementState } from './values.ts'
import { initialState } from './values.ts'

type Moment = Datepicker | Timepicker | DateTimepicker

const kinds = {
  datepicker: { input: 'date', key: 'selected_date', name: 'Date' },
  timepicker: { input: 'time', key: 'selected_time', name: 'Time' },
  datetimepicker: { input: 'datetime-local', key: 'selected_date_time', name: 'Date and time' },
} as const

/** Seconds since 1970 as the browser's own field wants them: local, without a zone. */
function localField(at: number): string {
  const date = new Date(at * 1000)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function shown(state: ElementState, key: string): string {
  const value = state[key]
  return typeof value === 'number' ? localField(value) : typeof value === 'string' ? value : ''
}

/** The browser's own pickers: they know the reader's language and calendar, and are good on a phone. */
export function MomentElement({ element, slot }: { element: Moment; slot: Slot }): VNode {
  const { held, hold } = useTouch(element, slot)
  const { type } = element
  const { input, key, name } = kinds[type]
  const choose = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return
    const { value } = event.target
    const sent = type === 'datetimepicker' ? new Date(value).getTime() / 1000 : value
    hold({ type, [key]: value === '' ? null : sent })
  }
  const label = slot.id ? undefined : name
  return html`<input class="field short" type=${input} id=${slot.id} aria-label=${label} aria-describedby=${slot.describedBy}
    value=${shown(held ?? initialState(element) ?? {}, key)} onChange=${choose} />`
}
