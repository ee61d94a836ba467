import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageMessage } from '../../protocol.ts'
import type { IconName } from '../icons.ts'
import { icon } from '../icons.ts'
import type { Choice } from '../overlay/choices.ts'
import { Choices } from '../overlay/choices.ts'
import type { PopoverState } from '../overlay/popover.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { act } from '../state/act.ts'
import { openThread } from '../state/go.ts'
import { withNotice } from '../state/push.ts'
import { messageLink } from '../state/route.ts'
import { change, useStore } from '../state/store.ts'
import { emojiCharacter } from '../text/emoji.ts'
import { EmojiPicker } from './emoji-picker.ts'
import { react } from './reactions.ts'

type Entry = Choice & { does: () => void }

const entry = (key: string, drawn: IconName, words: string, does: () => void): Entry => ({
  key,
  words,
  does,
  label: html`<span class="menu-entry">${icon(drawn)} ${words}</span>`,
})

function copyLink({ channel, ts }: PageMessage): void {
  const tell = (text: string) => change((state) => withNotice(state, text))
  navigator.clipboard.writeText(messageLink(channel, ts)).then(
    () => tell('Link copied'),
    () => tell(messageLink(channel, ts)),
  )
}

/** Everything that can be done with a message, the app's own shortcuts included. */
function useEntries(message: PageMessage, onEdit: () => void): Entry[] {
  const me = useStore((state) => state.as)
  const shortcuts = useStore((state) => state.world?.shortcuts)
  const { channel, ts } = message
  const own = message.user === me && !message.subtype
  const offered = (shortcuts ?? []).filter((shortcut) => shortcut.type === 'message')
  return [
    entry('reply', 'reply', 'Reply in thread', () => openThread(channel, message.threadTs ?? ts)),
    ...offered.map(({ callbackId, name }) =>
      entry(callbackId, 'bolt', name, () => void act({ act: 'shortcut', callbackId, channel, ts })),
    ),
    entry('link', 'link', 'Copy link', () => copyLink(message)),
    ...(own ? [entry('edit', 'edit', 'Edit message', onEdit)] : []),
    ...(own
      ? [entry('delete', 'trash', 'Delete message', () => void act({ act: 'delete', channel, ts }))]
      : []),
  ]
}

type Props = { message: PageMessage; more: PopoverState; inThread: boolean; onEdit: () => void }

/** The small bar over a message: pin, react, reply, and all the rest behind the dots. */
export function MessageMenu({ message, more, inThread, onEdit }: Props): VNode {
  const me = useStore((state) => state.as)
  const picker = usePopover()
  const entries = useEntries(message, onEdit)
  const [pinned] = message.reactions.filter((one) => one.name === 'pushpin' && one.users.includes(me))
  const choose = (key: string) => {
    more.close()
    entries.find((one) => one.key === key)?.does()
  }
  const pick = (name: string) => {
    picker.close()
    react(message, name, me)
  }
  return html`<div class="message-menu ${more.open || picker.open ? 'held' : ''}" role="toolbar" aria-label="Message actions">
    <button type="button" class="menu-button" aria-pressed=${pinned !== undefined} aria-label="React with 📌"
      title="Add to the timeline (:pushpin:)" onClick=${() => react(message, 'pushpin', me)}><span class="emoji">📌</span></button>
    <button ref=${picker.anchor} type="button" class="menu-button" aria-label="Add a reaction" title="Add a reaction"
      aria-haspopup="dialog" onClick=${picker.toggle}>${icon('smile')}</button>
    ${
      !inThread &&
      html`<button type="button" class="menu-button" aria-label="Reply in thread" title="Reply in thread"
        onClick=${() => openThread(message.channel, message.threadTs ?? message.ts)}>${icon('reply')}</button>`
    }
    <button ref=${more.anchor} type="button" class="menu-button" aria-label="More actions" title="More actions"
      aria-haspopup="menu" onClick=${more.toggle}>${icon('more')}</button>
    ${picker.open && html`<${EmojiPicker} anchor=${picker.anchor} onPick=${pick} onClose=${picker.close} />`}
    ${
      more.open &&
      html`<${Popover} anchor=${more.anchor} label="Message actions" onClose=${more.close}>
        <div class="sheet-reactions">
          ${['pushpin', 'eyes', 'white_check_mark', '+1', 'pray'].map((name) => html`<${QuickReaction} message=${message} name=${name} onDone=${more.close} />`)}
        </div>
        <${Choices} label="Message actions" choices=${entries} onPick=${choose} searchable=${false} />
      <//>`
    }
  </div>`
}

type Quick = { message: PageMessage; name: string; onDone: () => void }

/** On a phone the sheet carries the usual reactions itself. */
function QuickReaction({ message, name, onDone }: Quick): VNode {
  const me = useStore((state) => state.as)
  const give = () => {
    onDone()
    react(message, name, me)
  }
  return html`<button type="button" class="emoji-choice" aria-label=${name.replaceAll('_', ' ')} onClick=${give}>
    ${emojiCharacter(name)}</button>`
}
