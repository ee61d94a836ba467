import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useStore } from '../state/store.ts'
import type { Completing, Completion } from './completion.ts'
import { completing } from './completion.ts'
import { draftOf, keepDraft } from './drafts.ts'

export type Composing = {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  offered: Completing | undefined
  at: number
  point: (at: number) => void
  /** Takes up what stands in the field now. */
  read: () => void
  take: (offer: Completion) => void
  write: (text: string, caret?: number) => void
  dismiss: () => void
}

/** The text being written, its caret, and what could complete it. */
export function useComposing(draftKey: string): Composing {
  const field = useRef<HTMLTextAreaElement>(null)
  const world = useStore((state) => state.world)
  const [text, setText] = useState(() => draftOf(draftKey))
  const [caret, setCaret] = useState(0)
  const [at, point] = useState(0)
  const [dismissed, setDismissed] = useState(false)
  const offered = dismissed ? undefined : completing(text, caret, world)

  const settle = (next: string, position: number) => {
    setText(next)
    setCaret(position)
    point(0)
    setDismissed(false)
    keepDraft(draftKey, next)
  }
  const write = (next: string, position = next.length) => {
    const area = field.current
    if (area) {
      area.value = next
      area.setSelectionRange(position, position)
      area.focus()
    }
    settle(next, position)
  }
  const read = () => {
    const area = field.current
    if (area && (area.value !== text || area.selectionStart !== caret))
      settle(area.value, area.selectionStart)
  }
  const take = (offer: Completion) => {
    if (!offered) return
    const before = text.slice(0, offered.from) + offer.inserts
    write(before + text.slice(caret).replace(/^ /, ''), before.length)
  }
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * 0.35)}px`
  }, [text])
  return { field, text, offered, at, point, read, take, write, dismiss: () => setDismissed(true) }
}
