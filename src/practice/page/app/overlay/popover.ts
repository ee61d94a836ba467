import { html } from 'htm/preact'
import type { ComponentChildren, RefObject, VNode } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

const gap = 4
const edge = 8

/** Below its anchor where there is room, above it otherwise, and never off the screen. */
function place(floating: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect()
  const below = innerHeight - at.bottom - edge - gap
  const above = at.top - edge - gap
  floating.style.minWidth = `${Math.min(at.width, 520)}px`
  const wanted = floating.scrollHeight
  const under = wanted <= below || below >= above
  floating.style.setProperty('--room', `${Math.max(120, under ? below : above)}px`)
  const height = Math.min(wanted, under ? below : above)
  floating.style.setProperty('--top', `${under ? at.bottom + gap : at.top - gap - height}px`)
  const left = Math.min(at.left, innerWidth - floating.offsetWidth - edge)
  floating.style.setProperty('--left', `${Math.max(edge, left)}px`)
}

type Props = {
  anchor: RefObject<HTMLElement | null>
  label: string
  looks?: string
  onClose: () => void
  children?: ComponentChildren
}

/** Something small that floats by its anchor, and is a sheet at the bottom of a phone. */
export function Popover({ anchor, label, looks = '', onClose, children }: Props): VNode {
  const frame = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const floating = frame.current
    if (!floating) return
    floating.showPopover()
    const settle = () => {
      if (anchor.current) place(floating, anchor.current)
    }
    settle()
    const grown = new ResizeObserver(settle)
    for (const child of floating.children) grown.observe(child)
    const toggled = (event: ToggleEvent) => {
      if (event.newState === 'closed') onClose()
    }
    floating.addEventListener('toggle', toggled)
    return () => {
      grown.disconnect()
      floating.removeEventListener('toggle', toggled)
    }
  }, [])
  const stop = (event: Event) => event.stopPropagation()
  return html`<div ref=${frame} popover="auto" class="popover ${looks}" role="dialog" aria-label=${label}
    onClick=${stop}>${children}</div>`
}

export type PopoverState = {
  anchor: RefObject<HTMLButtonElement | null>
  open: boolean
  toggle: () => void
  close: () => void
}

/** A click on the anchor of an open popover first closes it; it must not then open it again. */
export function usePopover(): PopoverState {
  const anchor = useRef<HTMLButtonElement>(null)
  const closedAt = useRef(0)
  const [open, setOpen] = useState(false)
  const close = useCallback(() => {
    closedAt.current = performance.now()
    setOpen(false)
  }, [])
  const toggle = useCallback(() => setOpen(performance.now() - closedAt.current > 150), [])
  return { anchor, open, toggle, close }
}
