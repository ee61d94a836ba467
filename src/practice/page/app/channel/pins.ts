import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { Avatar } from '../message/avatar.ts'
import { MessageBody } from '../message/body.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { messagesIn, personIn } from '../state/select.ts'
import { change, useStore } from '../state/store.ts'
import { clock } from '../text/dates.ts'

/** What was pinned, a click away. */
export function Pins({ channel }: { channel: PageChannel }): VNode | null {
  const { anchor, open, toggle, close } = usePopover()
  const world = useStore((state) => state.world)
  const messages = useStore((state) => messagesIn(state, channel.id))
  const pinned = messages.filter((message) => channel.pins.includes(message.ts))
  if (pinned.length === 0) return null
  const jump = (ts: string) => {
    close()
    change((state) => ({ ...state, spotlight: ts }))
  }
  return html`<button ref=${anchor} type="button" class="bar-button" aria-expanded=${open} title="Pinned messages"
      aria-label="${pinned.length} pinned" onClick=${toggle}>${icon('pin')}<span>${pinned.length}</span></button>
    ${
      open &&
      html`<${Popover} anchor=${anchor} label="Pinned messages" looks="pins" onClose=${close}>
        <h3>Pinned</h3>
        ${pinned.map((message) => {
          const person = personIn(world, message.user)
          return html`<section class="pin" key=${message.ts}>
            <div class="byline"><${Avatar} person=${person} size="small" /><span class="author">${person?.realName ?? message.user}</span>
              <time>${clock(Number(message.ts))}</time>
              <button type="button" class="link-button" onClick=${() => jump(message.ts)}>Jump to it</button></div>
            <${MessageBody} message=${message} />
          </section>`
        })}
      <//>`
    }`
}
