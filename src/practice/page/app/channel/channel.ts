import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { Composer } from '../composer/composer.ts'
import { lastOwn } from '../composer/send.ts'
import { MessageList } from '../message/list.ts'
import { act } from '../state/act.ts'
import { topLevel } from '../state/messages.ts'
import { channelTitle, messagesIn } from '../state/select.ts'
import { change, getState, useStore } from '../state/store.ts'
import { ChannelHeader } from './header.ts'
import { Thread } from './thread.ts'

function editLast(channel: string): void {
  const state = getState()
  const message = lastOwn(topLevel(messagesIn(state, channel)), state.as)
  if (message) change((now) => ({ ...now, editing: message.ts }))
}

/** A channel or direct message: what was said, and where to say more. */
export function Channel({ channel }: { channel: PageChannel }): VNode {
  const world = useStore((state) => state.world)
  const thread = useStore((state) => state.thread)
  const as = useStore((state) => state.as)
  const title = channelTitle(world, channel)
  const hint = channel.kind === 'im' ? `Message ${title}` : `Message #${title}`
  const join = () => void act({ act: 'join', channel: channel.id })
  return html`<main class="channel" aria-label=${title}>
      <${ChannelHeader} channel=${channel} />
      <${MessageList} key="${as} ${channel.id}" channel=${channel} />
      ${
        channel.member
          ? html`<${Composer} key="${as} ${channel.id}" channel=${channel.id} placeholder=${hint} onArrowUp=${() => editLast(channel.id)} focused />`
          : html`<div class="join"><span>You are looking at <strong>#${title}</strong></span>
              <button type="button" class="button primary" onClick=${join}>Join the channel</button></div>`
      }
    </main>
    ${thread?.channel === channel.id && html`<${Thread} key="${as} ${thread.ts}" channel=${channel} ts=${thread.ts} />`}`
}
