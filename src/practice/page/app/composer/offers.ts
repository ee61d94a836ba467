import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Avatar } from '../message/avatar.ts'
import { personIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import type { Completion } from './completion.ts'

type Props = {
  id: string
  offers: Completion[]
  at: number
  onPick: (offer: Completion) => void
  onPoint: (at: number) => void
}

const titles = { command: 'Commands', person: 'People', channel: 'Channels', emoji: 'Emoji' }

/** What could be meant, above the composer. Focus stays in the text; arrows move the mark. */
export function Offers({ id, offers, at, onPick, onPoint }: Props): VNode {
  const world = useStore((state) => state.world)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[data-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const kind = offers[0]?.kind ?? 'command'
  return html`<div class="offers">
    <div class="offers-title">${titles[kind]}<span class="keys">↑ ↓ to choose, Tab or Enter to take</span></div>
    <div ref=${list} id=${id} role="listbox" aria-label=${titles[kind]} class="offers-list">
      ${offers.map(
        (
          offer,
          index,
        ) => html`<div key=${offer.key} id="${id}-${index}" class="offer ${offer.kind}" role="option"
          aria-selected=${index === at} data-current=${index === at} onMouseMove=${() => onPoint(index)}
          onMouseDown=${(event: Event) => event.preventDefault()} onClick=${() => onPick(offer)}>
          ${offer.kind === 'person' && personIn(world, offer.key) && html`<${Avatar} person=${personIn(world, offer.key)} size="small" />`}
          ${offer.picture && html`<span class="emoji">${offer.picture}</span>`}
          <span class="offer-label">${offer.label}</span>
          <span class="offer-note">${offer.note}</span>
        </div>`,
      )}
    </div>
  </div>`
}
