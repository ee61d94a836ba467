import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { Composer } from '../composer/composer.ts'
import { icon } from '../icons.ts'
import { rows } from '../message/grouping.ts'
import { walk } from '../message/list.ts'
import { Message } from '../message/message.ts'
import { useStick } from '../message/stick.ts'
import { closeThread } from '../state/go.ts'
import { threadOf } from '../state/messages.ts'
import { channelTitle, messagesIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'

/** A message and its replies: beside the channel where there is room, over it on a phone. */
export function Thread({ channel, ts }: { channel: PageChannel; ts: string }): VNode {
  const me = useStore((state) => state.as)
  const world = useStore((state) => state.world)
  const messages = threadOf(
    useStore((state) => messagesIn(state, channel.id)),
    ts,
  )
  const { frame, inside, onScroll } = useStick(ts, undefined)
  const replies = messages.length - 1
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeThread()
  }
  const drawn = rows(messages, undefined, me).flatMap((row) => (row.kind === 'message' ? [row] : []))
  return html`<aside class="thread" aria-label="Thread" onKeyDown=${leave}>
    <header class="bar">
      <div class="bar-title"><h2>Thread</h2><span class="bar-note">${channel.kind === 'im' ? '' : '#'}${channelTitle(world, channel)}</span></div>
      <button type="button" class="bar-button" aria-label="Close thread" title="Close" onClick=${closeThread}>${icon('close')}</button>
    </header>
    <div ref=${frame} class="list" onScroll=${onScroll} role="log" aria-label="Replies" onKeyDown=${walk}>
      <div ref=${inside} class="list-inside">
        ${drawn.map(
          (
            { message, first },
            index,
          ) => html`<${Message} key=${message.ts} message=${message} first=${first || index < 2} inThread />
            ${index === 0 && replies > 0 && html`<div class="replies" role="separator"><span>${replies} ${replies === 1 ? 'reply' : 'replies'}</span></div>`}`,
        )}
      </div>
    </div>
    <${Composer} key=${ts} channel=${channel.id} threadTs=${ts} placeholder="Reply…" focused />
  </aside>`
}
