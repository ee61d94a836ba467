import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { wanted } from '../state/select.ts'
import { change, useStore } from '../state/store.ts'

/** On a phone: back to the list of channels, with how much waits there. */
export function OpenDrawer(): VNode {
  const waiting = useStore(({ world, place }) =>
    (world?.channels ?? [])
      .filter((channel) => !(place?.at === 'channel' && place.id === channel.id))
      .reduce((sum, channel) => sum + wanted(channel), 0),
  )
  const open = () => change((state) => ({ ...state, drawerOpen: true }))
  return html`<button type="button" class="bar-button drawer-button" aria-label="Channels" onClick=${open}>
    ${icon('back')}${waiting > 0 && html`<span class="badge">${waiting}</span>`}</button>`
}
