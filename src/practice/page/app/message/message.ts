import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { PageMessage } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { usePopover } from '../overlay/popover.ts'
import { applyPush } from '../state/push.ts'
import { personIn } from '../state/select.ts'
import { change, useStore } from '../state/store.ts'
import { clock, exact, shortClock } from '../text/dates.ts'
import { drawText } from '../text/draw.ts'
import { parseMrkdwn } from '../text/mrkdwn.ts'
import { Avatar } from './avatar.ts'
import { MessageBody } from './body.ts'
import { EditMessage } from './edit.ts'
import { useLongPress } from './long-press.ts'
import { MessageMenu } from './menu.ts'
import { Reactions } from './reactions.ts'
import { ThreadSummary } from './thread-summary.ts'

type Props = { message: PageMessage; first: boolean; inThread?: boolean; spotlight?: boolean }

function Margin({ message, first }: Props): VNode {
  const person = useStore(({ world }) => personIn(world, message.user))
  const at = Number(message.ts)
  if (first) return html`<${Avatar} person=${person} size="middle" />`
  return html`<time class="margin-time" datetime=${new Date(at * 1000).toISOString()} title=${exact(at)}>${shortClock(at)}</time>`
}

function Byline({ message }: { message: PageMessage }): VNode {
  const person = useStore(({ world }) => personIn(world, message.user))
  const at = Number(message.ts)
  return html`<div class="byline">
    <span class="author">${person ? person.realName || person.name : message.user}</span>
    ${person?.isBot && html`<span class="app-badge">App</span>`}
    <time datetime=${new Date(at * 1000).toISOString()} title=${exact(at)}>${clock(at)}</time>
  </div>`
}

/** "Ana joined": told in one quiet line. */
function Told({ message, looks }: { message: PageMessage; looks: string }): VNode {
  const person = useStore(({ world }) => personIn(world, message.user))
  return html`<article class="told ${looks}" tabindex="-1" data-ts=${message.ts}>
    <${Avatar} person=${person} size="small" />
    <div class="text">${drawText(parseMrkdwn(message.text))}</div>
    <time title=${exact(Number(message.ts))}>${clock(Number(message.ts))}</time>
  </article>`
}

const told = (message: PageMessage): boolean =>
  message.subtype !== undefined && message.subtype !== 'thread_broadcast' && message.subtype !== 'bot_message'

/** One message, with everything that hangs on it. Its menu exists only while it is pointed at. */
export function Message(props: Props): VNode {
  const { message, first, inThread = false, spotlight = false } = props
  const [near, setNear] = useState(false)
  const editing = useStore((state) => state.editing === message.ts)
  const setEditing = (on: boolean) => change((state) => ({ ...state, editing: on ? message.ts : undefined }))
  const more = usePopover()
  const press = useLongPress(() => {
    setNear(true)
    more.toggle()
  })
  const looks = spotlight ? 'spotlight' : ''
  if (told(message)) return html`<${Told} message=${message} looks=${looks} />`
  const leave = (event: FocusEvent) => {
    const within = event.currentTarget instanceof Node && event.relatedTarget instanceof Node
    if (!(within && event.currentTarget.contains(event.relatedTarget))) setNear(false)
  }
  const classes = `message ${first ? 'first' : ''} ${message.ephemeral ? 'ephemeral' : ''} ${message.pinned ? 'pinned' : ''} ${looks}`
  return html`<article class=${classes} tabindex="-1" data-ts=${message.ts} onMouseEnter=${() => setNear(true)}
      onMouseLeave=${() => setNear(false)} onFocusIn=${() => setNear(true)} onFocusOut=${leave} ...${press}>
    ${message.pinned && html`<div class="above">${icon('pin')} Pinned</div>`}
    ${message.ephemeral && html`<div class="above">${icon('eye')} Only visible to you <${Dismiss} message=${message} /></div>`}
    <div class="margin"><${Margin} ...${props} /></div>
    <div class="message-main">
      ${first && html`<${Byline} message=${message} />`}
      ${editing ? html`<${EditMessage} message=${message} onDone=${() => setEditing(false)} />` : html`<${MessageBody} message=${message} />`}
      <${Reactions} message=${message} />
      ${!inThread && html`<${ThreadSummary} message=${message} />`}
    </div>
    ${
      (near || more.open) &&
      !editing &&
      !message.ephemeral &&
      html`<${MessageMenu} message=${message} more=${more} inThread=${inThread} onEdit=${() => setEditing(true)} />`
    }
  </article>`
}

function Dismiss({ message: { channel, ts } }: { message: PageMessage }): VNode {
  const dismiss = () => change((state) => applyPush(state, { type: 'message-deleted', channel, ts }))
  return html`<button type="button" class="link-button" onClick=${dismiss}>Dismiss</button>`
}
