import type { ConfirmationDialog } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { change, useStore } from '../state/store.ts'
import { plain, Text } from '../text/text.ts'
import { Dialog } from './dialog.ts'

/** Asks before something is done; true when the person goes ahead. */
export function ask(confirm: ConfirmationDialog): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      change((state) => ({ ...state, question: undefined }))
      resolve(yes)
    }
    change((state) => ({ ...state, question: { confirm, answer } }))
  })
}

export function Confirm(): VNode | null {
  const question = useStore((state) => state.question)
  if (!question) return null
  const { confirm, answer } = question
  const title = confirm.title?.text ?? 'Are you sure?'
  const yes = confirm.style === 'danger' ? 'button danger solid' : 'button primary'
  return html`<${Dialog} label=${title} looks="confirm" onClose=${() => answer(false)}>
    <h2>${confirm.title ? plain(confirm.title) : title}</h2>
    <${Text} of=${confirm.text} />
    <div class="dialog-buttons">
      <button type="button" class="button" onClick=${() => answer(false)}>
        ${confirm.deny ? plain(confirm.deny) : 'Cancel'}</button>
      <button type="button" class=${yes} onClick=${() => answer(true)}>
        ${confirm.confirm ? plain(confirm.confirm) : 'Yes'}</button>
    </div>
  <//>`
}
