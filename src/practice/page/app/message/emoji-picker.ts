import { html } from 'htm/preact'
import type { RefObject, VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Popover } from '../overlay/popover.ts'
import { emojiCharacter, findEmoji } from '../text/emoji.ts'

const usual = [
  ...['pushpin', 'eyes', 'white_check_mark', '+1', 'raised_hands', 'pray', 'tada', 'rocket'],
  ...['rotating_light', 'fire', 'warning', 'hourglass_flowing_sand', 'bug', 'thinking_face', 'x', 'heart'],
]

type Props = { anchor: RefObject<HTMLElement | null>; onPick: (name: string) => void; onClose: () => void }

/** The ones an incident needs at hand; every other by its name. */
export function EmojiPicker({ anchor, onPick, onClose }: Props): VNode {
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const shown = query ? findEmoji(query, 40) : usual
  const type = () => setQuery(field.current?.value.replaceAll(':', '').trim() ?? '')
  const press = (event: KeyboardEvent) => {
    const [first] = shown
    if (event.key === 'Enter' && first) onPick(first)
  }
  return html`<${Popover} anchor=${anchor} label="Add a reaction" looks="emoji-picker" onClose=${onClose}>
    <input ref=${field} autofocus=${matchMedia('(pointer: fine)').matches} class="choices-search" type="text" placeholder="Find an emoji" aria-label="Find an emoji"
      autocomplete="off" onInput=${type} onKeyDown=${press} />
    <div class="emoji-grid">
      ${shown.map(
        (name) => html`<button type="button" key=${name} class="emoji-choice" title=":${name}:"
          aria-label=${name.replaceAll('_', ' ')} onClick=${() => onPick(name)}>${emojiCharacter(name) ?? name}</button>`,
      )}
    </div>
    ${shown.length === 0 && html`<p class="choices-empty">No emoji has that name</p>`}
  <//>`
}
