import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { act } from '../state/act.ts'
import { goWhenKnown } from '../state/go.ts'
import { change, getState } from '../state/store.ts'
import { Dialog } from './dialog.ts'

const close = () => change((state) => ({ ...state, panel: undefined }))
const asName = (typed: string) =>
  typed
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{N}_-]/gu, '')
    .slice(0, 80)

export function CreateChannel(): VNode {
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const id = useId()
  const create = async (event: Event) => {
    event.preventDefault()
    if (!name) return field.current?.focus()
    const answer = await act({ act: 'create', name })
    if (!answer.ok) return
    close()
    goWhenKnown(() => getState().world?.channels.find((channel) => channel.name === name)?.id)
  }
  return html`<${Dialog} label="Add a channel" looks="small" onClose=${close}>
    <form onSubmit=${create}>
      <h2>Add a channel</h2>
      <div class="block input">
        <label class="label" for=${id}>Name</label>
        <input ref=${field} id=${id} class="field" value=${name} placeholder="quarterly-drill" autocomplete="off" autofocus
          onInput=${() => setName(asName(field.current?.value ?? ''))} />
        <p class="hint">Small letters, digits, - and _, 80 at most.</p>
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick=${close}>Cancel</button>
        <button type="submit" class="button primary">Add</button>
      </div>
    </form>
  <//>`
}
