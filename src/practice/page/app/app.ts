import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { Channel } from './channel/channel.ts'
import { Home } from './channel/home.ts'
import { onKey } from './keys.ts'
import { Confirm } from './overlay/confirm.ts'
import { CreateChannel } from './overlay/create-channel.ts'
import { Modals } from './overlay/modal.ts'
import { Notices } from './overlay/notices.ts'
import { Switcher } from './overlay/switcher.ts'
import { People } from './sidebar/people.ts'
import { Sidebar } from './sidebar/sidebar.ts'
import { routeOf } from './state/route.ts'
import { channelTitle, openChannel, wanted } from './state/select.ts'
import { useStore } from './state/store.ts'

function useTitle(): void {
  const title = useStore((state) => {
    const waiting = (state.world?.channels ?? []).reduce((sum, channel) => sum + wanted(channel), 0)
    const open = openChannel(state)
    const place = open ? channelTitle(state.world, open) : 'Home'
    return `${waiting > 0 ? `(${waiting}) ` : ''}${place} · ${state.world?.team ?? 'Practice workspace'}`
  })
  useEffect(() => {
    document.title = title
  }, [title])
}

function useAddress(): void {
  const route = useStore(routeOf)
  useEffect(() => {
    if (!route || location.hash === route) return
    if (location.hash) history.pushState(null, '', route)
    else history.replaceState(null, '', route)
  }, [route])
}

export function App(): VNode {
  const link = useStore((state) => state.link)
  const place = useStore((state) => state.place)
  const channel = useStore(openChannel)
  const panel = useStore((state) => state.panel)
  const threaded = useStore((state) => state.thread !== undefined && state.thread.channel === channel?.id)
  useTitle()
  useAddress()
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return html`<div class="page ${threaded ? 'threaded' : ''}">
    <${People} />
    <${Sidebar} />
    <div class="middle">
      ${link === 'lost' && html`<div class="lost" role="status">Connection lost. Trying again…</div>`}
      <div class="panes">${place?.at === 'home' ? html`<${Home} />` : channel && html`<${Channel} channel=${channel} />`}</div>
    </div>
    <${Modals} />
    ${panel === 'switcher' && html`<${Switcher} />`}
    ${panel === 'create' && html`<${CreateChannel} />`}
    <${Confirm} />
    <${Notices} />
  </div>`
}
