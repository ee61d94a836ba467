import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import { icon } from '../icons.ts'
import { EmojiPicker } from '../message/emoji-picker.ts'
import { usePopover } from '../overlay/popover.ts'
import { useStore } from '../state/store.ts'
import { CommandHint } from './command-hint.ts'
import type { Completion } from './completion.ts'
import { Offers } from './offers.ts'
import { send } from './send.ts'
import { Shortcuts } from './shortcuts.ts'
import type { Composing } from './use-composing.ts'
import { useComposing } from './use-composing.ts'

/** True when the key was for the list of offers. */
function steer(event: KeyboardEvent, composing: Composing): boolean {
  const { offered, at, point, take, dismiss } = composing
  if (!offered) return false
  const { length } = offered.offers
  const current = offered.offers[at]
  if (event.key === 'ArrowDown') point((at + 1) % length)
  else if (event.key === 'ArrowUp') point((at + length - 1) % length)
  else if (event.key === 'Escape') dismiss()
  else if ((event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey && current) {
    if (event.key === 'Enter' && composing.text.trim() === current.inserts.trim()) return false
    take(current)
  } else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

type Props = {
  channel: string
  threadTs?: string
  placeholder: string
  onArrowUp?: () => void
  focused?: boolean
}

export function Composer({ channel, threadTs, placeholder, onArrowUp, focused = false }: Props): VNode {
  const as = useStore((state) => state.as)
  const composing = useComposing(`${as} ${channel} ${threadTs ?? ''}`)
  const { field, text, offered, at, point, read, take, write } = composing
  const id = useId()
  const emoji = usePopover()
  useEffect(() => {
    if (focused && matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [])

  const submit = async () => {
    const typed = field.current?.value ?? text
    write('')
    if (typed.trim() === '') return
    const sent = await send(typed, channel, threadTs)
    if (!sent && field.current?.value === '') write(typed)
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || steer(event, composing)) return
    if (event.key === 'ArrowUp' && text === '' && onArrowUp) {
      event.preventDefault()
      onArrowUp()
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void submit()
  }
  const insert = (piece: string) => {
    const caret = field.current?.selectionStart ?? text.length
    write(text.slice(0, caret) + piece + text.slice(caret), caret + piece.length)
  }
  const pickEmoji = (name: string) => {
    emoji.close()
    insert(`:${name}: `)
  }
  const active = offered ? `${id}-${at}` : undefined
  return html`<div class="composer-frame">
    ${offered && html`<${Offers} id=${id} offers=${offered.offers} at=${at} onPoint=${point} onPick=${(offer: Completion) => take(offer)} />`}
    ${!offered && html`<${CommandHint} text=${text} />`}
    <div class="composer">
      <textarea ref=${field} rows="1" defaultValue=${text} placeholder=${placeholder} aria-label=${placeholder} role="combobox"
        aria-autocomplete="list" aria-expanded=${offered !== undefined} aria-controls=${id} aria-activedescendant=${active}
        onInput=${read} onKeyDown=${press} onKeyUp=${read} onClick=${read} enterkeyhint="send"></textarea>
      <div class="tools">
        <${Shortcuts} onCommand=${(command: string) => write(`${command} `)} />
        <button ref=${emoji.anchor} type="button" class="tool" aria-label="Emoji" title="Emoji" onClick=${emoji.toggle}>${icon('smile')}</button>
        <button type="button" class="tool at" aria-label="Mention somebody" title="Mention somebody" onClick=${() => insert('@')}>@</button>
        <span class="tools-rest"><span class="keys">Enter to send, Shift+Enter for a new line</span></span>
        <button type="button" class="tool send ${text.trim() ? 'ready' : ''}" aria-label="Send" title="Send" onClick=${submit}>${icon('send')}</button>
      </div>
      ${emoji.open && html`<${EmojiPicker} anchor=${emoji.anchor} onPick=${pickEmoji} onClose=${emoji.close} />`}
    </div>
  </div>`
}
