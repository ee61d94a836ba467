import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { go, writeTo } from '../state/go.ts'
import { useStore } from '../state/store.ts'

/** The two sides of the app: its own page, and what it has written. */
export function Tabs({ on }: { on: 'Home' | 'Messages' }): VNode {
  const bot = useStore((state) => state.world?.bot)
  const tab = (name: typeof on, open: () => void) =>
    name === on
      ? html`<span class="tab on" aria-current="page">${name}</span>`
      : html`<button type="button" class="tab" onClick=${open}>${name}</button>`
  return html`<div class="tabs">
    ${tab('Home', () => go({ at: 'home' }))}
    ${tab('Messages', () => bot && void writeTo(bot))}
  </div>`
}
