import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Choices } from '../overlay/choices.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { plain } from '../text/text.ts'
import { useOffers } from './offers.ts'
import type { AnySelect, Offer } from './select-kinds.ts'
import { chosenKey, offerFor } from './select-kinds.ts'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'
import { initialState } from './values.ts'

const known = (offer: Offer | undefined): offer is Offer => offer !== undefined

/** One component for all ten kinds of select: they differ in what they offer and what they send. */
export function SelectElement({ element, slot }: { element: AnySelect; slot: Slot }): VNode {
  const { anchor, open, toggle, close } = usePopover()
  const [query, setQuery] = useState('')
  const { held, hold, keep, click, waiting } = useTouch(element, slot)
  const offers = useOffers(element, slot, open, query)
  const key = chosenKey[element.type]
  const multiple = element.type.startsWith('multi_')
  const external = element.type.endsWith('external_select')
  const now = (held ?? initialState(element))?.[key]
  const sent: unknown[] = Array.isArray(now) ? now : now ? [now] : []
  const chosen = sent.map((one) => offerFor(offers, one)).filter(known)
  const most = 'max_selected_items' in element ? (element.max_selected_items ?? Number.POSITIVE_INFINITY) : 1

  const pick = (picked: string) => {
    const offer = offers.find((one) => one.key === picked)
    if (!offer) return
    if (!multiple) {
      hold({ type: element.type, [key]: offer.sends })
      anchor.current?.focus()
      close()
      return
    }
    const without = chosen.filter((one) => one.key !== picked)
    const next = without.length < chosen.length ? without : [...chosen, offer].slice(0, most)
    keep({ type: element.type, [key]: next.map((one) => one.sends) })
  }
  // Several are chosen one after the other; the app hears of them once, when the list closes.
  const done = () => {
    close()
    setQuery('')
    if (multiple && slot.dispatches && held) void click({ [key]: held[key] })
  }
  const choices = offers.map((offer) => ({ ...offer, chosen: chosen.some((one) => one.key === offer.key) }))
  const shown =
    chosen.length > 0
      ? chosen.map((one) => html`<span class=${multiple ? 'chip' : ''}>${one.label}</span>`)
      : undefined
  const label = element.placeholder?.text ?? (multiple ? 'Choose some' : 'Choose one')
  return html`<span class="select ${waiting ? 'waiting' : ''}">
    <button ref=${anchor} type="button" id=${slot.id} class="select-button ${shown ? '' : 'empty'}" aria-haspopup="listbox"
      aria-expanded=${open} aria-describedby=${slot.describedBy} onClick=${toggle}>
      <span class="select-shown">${shown ?? (element.placeholder ? plain(element.placeholder) : label)}</span>
    </button>
    ${
      open &&
      html`<${Popover} anchor=${anchor} label=${label} onClose=${done}>
        <${Choices} label=${label} choices=${choices} onPick=${pick} multiple=${multiple}
          searchable=${external || offers.length > 7} empty=${external ? 'Type to search' : 'Nothing to choose'}
          ...${external ? { onQuery: setQuery } : {}} />
      <//>`
    }
  </span>`
}
