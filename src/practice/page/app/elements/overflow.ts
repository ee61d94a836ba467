import type { Overflow } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { Choices } from '../overlay/choices.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { isSafeUrl } from '../text/ast.ts'
import { optionKey, optionOffers } from './select-kinds.ts'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'

export function OverflowElement({ element, slot }: { element: Overflow; slot: Slot }): VNode {
  const { anchor, open, toggle, close } = usePopover()
  const { click, waiting } = useTouch(element, slot)
  const pick = (key: string) => {
    const option = element.options.find((one) => optionKey(one) === key)
    close()
    if (!option) return
    if (option.url && isSafeUrl(option.url)) window.open(option.url, '_blank', 'noopener')
    void click({ selected_option: option })
  }
  return html`<button ref=${anchor} type="button" class="button icon ${waiting ? 'waiting' : ''}" aria-label="More actions"
      aria-haspopup="listbox" aria-expanded=${open} onClick=${toggle}>${icon('more')}</button>
    ${
      open &&
      html`<${Popover} anchor=${anchor} label="More actions" onClose=${close}>
        <${Choices} label="More actions" choices=${optionOffers(element.options, undefined)} onPick=${pick} />
      <//>`
    }`
}
