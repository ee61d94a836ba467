import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { channelTitle } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import { drawText } from '../text/draw.ts'
import { parseMrkdwn } from '../text/mrkdwn.ts'
import { Members } from './members.ts'
import { OpenDrawer } from './open-drawer.ts'
import { Pins } from './pins.ts'
import { Tabs } from './tabs.ts'

export function ChannelHeader({ channel }: { channel: PageChannel }): VNode {
  const world = useStore((state) => state.world)
  const title = channelTitle(world, channel)
  const isWithApp = channel.kind === 'im' && channel.with === world?.bot
  const sign = channel.kind === 'im' ? undefined : icon(channel.kind === 'private' ? 'lock' : 'hash')
  return html`<header class="bar">
    <${OpenDrawer} />
    <div class="bar-title">
      <h1>${sign}<span>${title}</span></h1>
      ${channel.topic && html`<div class="bar-note topic text" title=${channel.topic}>${drawText(parseMrkdwn(channel.topic))}</div>`}
    </div>
    <div class="bar-tools">
      <${Pins} channel=${channel} />
      ${channel.kind !== 'im' && html`<${Members} channel=${channel} />`}
    </div>
  </header>
  ${isWithApp && html`<${Tabs} on="Messages" />`}
  ${channel.bookmarks.length > 0 && html`<${Bookmarks} channel=${channel} />`}`
}

function Bookmarks({ channel }: { channel: PageChannel }): VNode {
  return html`<nav class="bookmarks" aria-label="Bookmarks">
    ${channel.bookmarks.map(
      ({ id, title, link }) =>
        html`<a key=${id} href=${link} target="_blank" rel="noopener noreferrer">${icon('link')}<span>${title}</span></a>`,
    )}
  </nav>`
}
