import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Blocks } from '../blocks/blocks.ts'
import { collectValues } from '../elements/values.ts'
import { icon } from '../icons.ts'
import { act } from '../state/act.ts'
import { applyPush } from '../state/push.ts'
import type { ModalOnScreen } from '../state/state.ts'
import { change, getState, useStore } from '../state/store.ts'
import { surfaceKey } from '../state/surface-key.ts'
import { plain } from '../text/text.ts'
import { Dialog } from './dialog.ts'

/** Closing is told to the app, but never waits for it. */
function dismiss(viewId: string): void {
  change((state) => applyPush(state, { type: 'modal-closed', viewId, all: false }))
  void act({ act: 'close', viewId })
}

/** Takes the eye, and the keyboard, to the first field that is wrong. */
function useFirstError(errors: Record<string, string>): { current: HTMLFormElement | null } {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('.wrong :is(input, textarea, button)')
    wrong?.focus()
  }, [errors])
  return form
}

/** The keyboard starts in the first field; on a phone it would cover the form, so it waits to be asked for. */
function useFirstField(form: { current: HTMLFormElement | null }): void {
  useEffect(() => {
    const fields = '.modal-body :is(input, textarea, .select-button)'
    if (matchMedia('(pointer: fine)').matches) form.current?.querySelector<HTMLElement>(fields)?.focus()
    else form.current?.closest('dialog')?.focus()
  }, [])
}

function ModalView({ modal, behind }: { modal: ModalOnScreen; behind: boolean }): VNode | null {
  const { view, errors } = modal
  const [sending, setSending] = useState(false)
  const form = useFirstError(errors)
  useFirstField(form)
  if (view.type !== 'modal') return null
  const submit = async (event: Event) => {
    event.preventDefault()
    if (sending) return
    setSending(true)
    const typed = getState().values[surfaceKey({ viewId: view.id })] ?? {}
    await act({ act: 'submit', viewId: view.id, values: collectValues(view.blocks, typed) })
    setSending(false)
  }
  const close = () => dismiss(view.id)
  return html`<form ref=${form} class="modal-form" onSubmit=${submit} hidden=${behind} novalidate>
    <header class="bar">
      <div class="bar-title"><h2>${plain(view.title)}</h2></div>
      <button type="button" class="bar-button" aria-label="Close" onClick=${close}>${icon('close')}</button>
    </header>
    <div class="modal-body"><${Blocks} blocks=${view.blocks} place=${{ viewId: view.id }} errors=${errors} /></div>
    <footer class="dialog-buttons">
      <button type="button" class="button" onClick=${close}>${view.close ? plain(view.close) : view.submit ? 'Cancel' : 'Close'}</button>
      ${view.submit && html`<button type="submit" class="button primary ${sending ? 'waiting' : ''}" aria-busy=${sending}>${plain(view.submit)}</button>`}
    </footer>
  </form>`
}

/** The stack of modals; only the topmost is seen, the others keep what was typed. */
export function Modals(): VNode | null {
  const modals = useStore((state) => state.modals)
  const top = modals.at(-1)
  if (!top) return null
  const label = top.view.type === 'modal' ? top.view.title.text : 'Window'
  return html`<${Dialog} label=${label} looks="modal" onClose=${() => dismiss(top.view.id)}>
    ${modals.map((modal) => html`<${ModalView} key=${modal.view.id} modal=${modal} behind=${modal !== top} />`)}
  <//>`
}
