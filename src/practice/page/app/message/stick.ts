import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

const near = 60

export type Stick = {
  frame: RefObject<HTMLDivElement | null>
  inside: RefObject<HTMLDivElement | null>
  atBottom: boolean
  toBottom: () => void
  onScroll: () => void
}

/**
 * Keeps a list at its end while the reader is at its end, through new messages, pictures and a growing
 * composer; leaves it alone once they scrolled up. `of` names the list: another one starts afresh.
 */
export function useStick(of: string, start: string | undefined): Stick {
  const frame = useRef<HTMLDivElement>(null)
  const inside = useRef<HTMLDivElement>(null)
  const stuck = useRef(true)
  const top = useRef(0)
  const [atBottom, setAtBottom] = useState(true)
  const set = (now: boolean) => {
    stuck.current = now
    setAtBottom(now)
  }
  const toBottom = () => {
    const list = frame.current
    if (list) list.scrollTop = list.scrollHeight
    set(true)
  }
  // Content that grows also moves the end away; only going up is the reader's own doing.
  const onScroll = () => {
    const list = frame.current
    if (!list) return
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < near
    if (atEnd || list.scrollTop < top.current - 1) set(atEnd)
    top.current = list.scrollTop
  }
  useLayoutEffect(() => {
    const list = frame.current
    const mark = start ? list?.querySelector(start) : undefined
    if (!list || !mark) return toBottom()
    mark.scrollIntoView({ block: 'center' })
    top.current = Number.POSITIVE_INFINITY
    onScroll()
  }, [of, start])
  useEffect(() => {
    const settle = () => {
      const list = frame.current
      if (list && stuck.current) list.scrollTop = list.scrollHeight
    }
    const watch = new ResizeObserver(settle)
    if (inside.current) watch.observe(inside.current)
    if (frame.current) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [of])
  return { frame, inside, atBottom, toBottom, onScroll }
}
