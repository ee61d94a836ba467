import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel, PageMessage } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { act } from '../state/act.ts'
import { topLevel } from '../state/messages.ts'
import { messagesIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import { dayName } from '../text/dates.ts'
import type { Row } from './grouping.ts'
import { rows } from './grouping.ts'
import { Message } from './message.ts'
import { useStick } from './stick.ts'

const pageful = 150

function drawRow(row: Row, spotlight: string | undefined): VNode {
  switch (row.kind) {
    case 'day':
      return html`<div class="day" role="separator" key="day-${row.at}"><span>${dayName(row.at)}</span></div>`
    case 'new':
      return html`<div class="news" role="separator" key="news"><span>New</span></div>`
    case 'message': {
      const { message, first } = row
      return html`<${Message} key=${message.ts} message=${message} first=${first} spotlight=${message.ts === spotlight} />`
    }
  }
}

/** Tells the workspace how far somebody has read, once they see the end with the window in front. */
function useRead(channel: PageChannel, latest: PageMessage | undefined, seen: boolean): void {
  const ts = latest?.ts
  useEffect(() => {
    if (!ts || !seen) return
    const read = () => {
      if (document.visibilityState === 'visible' && Number(ts) > Number(channel.readTo))
        void act({ act: 'read', channel: channel.id, ts })
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [channel.id, ts, seen, channel.unread > 0])
}

/** Up and down go from message to message; everything in one is then a Tab away. */
export function walk(event: KeyboardEvent): void {
  const { target, key } = event
  if (!(target instanceof HTMLElement) || target.tagName !== 'ARTICLE') return
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return
  const all = [...(target.parentElement?.querySelectorAll<HTMLElement>(':scope > article') ?? [])]
  all[all.indexOf(target) + (key === 'ArrowUp' ? -1 : 1)]?.focus()
  event.preventDefault()
}

/** Tab enters the list at its last message; while within, the list itself is no stop on the way back. */
function enterLast({ currentTarget: list, target }: FocusEvent): void {
  if (!(list instanceof HTMLElement)) return
  if (target === list && list.matches(':focus-visible'))
    [...list.querySelectorAll<HTMLElement>('article')].at(-1)?.focus()
  list.tabIndex = -1
}

function leave({ currentTarget: list, relatedTarget }: FocusEvent): void {
  if (!(list instanceof HTMLElement)) return
  if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) list.tabIndex = 0
}

export function MessageList({ channel }: { channel: PageChannel }): VNode {
  const all = useStore((state) => messagesIn(state, channel.id))
  const me = useStore((state) => state.as)
  const newFrom = useStore((state) => state.newFrom[channel.id])
  const spotlight = useStore((state) => state.spotlight)
  const [most, setMost] = useState(pageful)
  const shown = topLevel(all)
  const recent = shown.slice(-most)
  const latest = shown.findLast((message) => !message.ephemeral)
  const start = spotlight ? `[data-ts="${spotlight}"]` : newFrom ? '.news' : undefined
  const { frame, inside, atBottom, toBottom, onScroll } = useStick(channel.id, start)
  useRead(
    channel,
    all.findLast((message) => !message.ephemeral),
    atBottom,
  )
  useOwnPost(latest, me, toBottom)
  const seen = useRef(latest?.ts)
  if (atBottom) seen.current = latest?.ts
  const missed = shown.filter((message) => Number(message.ts) > Number(seen.current ?? 0)).length
  return html`<div class="list-frame">
    <div ref=${frame} class="list" onScroll=${onScroll} role="log" aria-label="Messages" tabindex="0"
      onFocusIn=${enterLast} onFocusOut=${leave} onKeyDown=${walk}>
      <div ref=${inside} class="list-inside">
        ${shown.length > most && html`<button type="button" class="button earlier" onClick=${() => setMost(most + pageful)}>Show earlier messages</button>`}
        ${shown.length <= most && html`<${Beginning} channel=${channel} empty=${shown.length === 0} />`}
        ${rows(recent, newFrom, me).map((row) => drawRow(row, spotlight))}
      </div>
    </div>
    ${
      !atBottom &&
      html`<button type="button" class="to-latest" onClick=${toBottom}>
      ${icon('down')} ${missed > 0 ? `${missed} new` : 'Latest'}</button>`
    }
  </div>`
}

/** What somebody says themselves is always shown to them. */
function useOwnPost(latest: PageMessage | undefined, me: string, toBottom: () => void): void {
  const before = useRef(latest?.ts)
  useEffect(() => {
    if (latest && latest.ts !== before.current && latest.user === me) toBottom()
    before.current = latest?.ts
  }, [latest?.ts])
}

function Beginning({ channel, empty }: { channel: PageChannel; empty: boolean }): VNode {
  if (channel.kind === 'im')
    return html`<p class="beginning">This is the beginning of your direct messages.</p>`
  return html`<div class="beginning">
    <h2>${icon(channel.kind === 'private' ? 'lock' : 'hash')} ${channel.name}</h2>
    <p>${channel.purpose || `The very beginning of #${channel.name}.`}</p>
    ${empty && html`<p>Type <kbd>/</kbd> for what can be done here, press a face to be somebody else, and break something under Scenarios.</p>`}
  </div>`
}
