import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PageMessage } from '../../protocol.ts'
import { asTyped } from '../composer/typed.ts'
import { act } from '../state/act.ts'
import { getState } from '../state/store.ts'

/** A message open for rewriting in its place. */
export function EditMessage({ message, onDone }: { message: PageMessage; onDone: () => void }): VNode {
  const field = useRef<HTMLTextAreaElement>(null)
  const before = asTyped(message.text, getState().world)
  useLayoutEffect(() => {
    const previous = document.activeElement
    field.current?.focus()
    field.current?.setSelectionRange(before.length, before.length)
    return () => {
      if (previous instanceof HTMLElement && previous.isConnected) previous.focus()
    }
  }, [])
  const save = () => {
    const text = field.current?.value.trim()
    if (text && text !== before) void act({ act: 'edit', channel: message.channel, ts: message.ts, text })
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return html`<div class="edit">
    <textarea ref=${field} class="field" rows="2" aria-label="Edit message" onKeyDown=${press}
      defaultValue=${before}></textarea>
    <div class="edit-buttons">
      <button type="button" class="button" onClick=${onDone}>Cancel</button>
      <button type="button" class="button primary" onClick=${save}>Save</button>
    </div>
  </div>`
}
