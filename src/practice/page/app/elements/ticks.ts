import type { Checkboxes, Option, RadioButtons } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import { Text } from '../text/text.ts'
import { isOption, optionKey } from './select-kinds.ts'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'
import type { ElementState } from './values.ts'
import { initialState } from './values.ts'

function chosen(state: ElementState): Option[] {
  const value = state.selected_options ?? state.selected_option
  return [value].flat().filter(isOption)
}

/** Checkboxes and radio buttons: lists whose options are all in sight. */
export function TicksElement({ element, slot }: { element: Checkboxes | RadioButtons; slot: Slot }): VNode {
  const { held, hold } = useTouch(element, slot)
  const group = useId()
  const { type } = element
  const many = type === 'checkboxes'
  const now = chosen(held ?? initialState(element) ?? {}).map(optionKey)
  const tick = (option: Option) => {
    const key = optionKey(option)
    if (!many) return hold({ type, selected_option: option })
    const keys = now.includes(key) ? now.filter((one) => one !== key) : [...now, key]
    hold({ type, selected_options: element.options.filter((one) => keys.includes(optionKey(one))) })
  }
  return html`<div class="ticks" role=${many ? 'group' : 'radiogroup'} id=${slot.id} aria-labelledby=${slot.id && `${slot.id}-label`}
    aria-describedby=${slot.describedBy}>
    ${element.options.map(
      (option) => html`<label class="tick">
        <input type=${many ? 'checkbox' : 'radio'} name=${group} checked=${now.includes(optionKey(option))}
          onChange=${() => tick(option)} />
        <span><${Text} of=${option.text} />
          ${option.description && html`<span class="hint"><${Text} of=${option.description} /></span>`}
        </span>
      </label>`,
    )}
  </div>`
}
