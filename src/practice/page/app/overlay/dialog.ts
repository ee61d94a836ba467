import { html } from 'htm/preact'
import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type Props = { label: string; looks: string; onClose: () => void; children?: ComponentChildren }

/** A window above the page. The browser itself keeps focus inside and gives it back afterwards. */
export function Dialog({ label, looks, onClose, children }: Props): VNode {
  const frame = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  const press = (event: MouseEvent) => {
    if (event.target === frame.current) onClose()
  }
  return html`<dialog ref=${frame} class="dialog ${looks}" tabindex="-1" aria-label=${label} onCancel=${cancel} onMouseDown=${press}>
    ${children}
  </dialog>`
}
