import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageState } from './state.ts'
import { emptyState } from './state.ts'

let state = emptyState
const listeners = new Set<() => void>()

export const getState = (): PageState => state

export function change(next: (state: PageState) => PageState): void {
  const before = state
  state = next(state)
  if (state !== before) for (const listener of listeners) listener()
}

/** Redraws when the selected part of the state becomes another object. */
export function useStore<T>(select: (state: PageState) => T): T {
  const [, redraw] = useState(0)
  const latest = useRef(select)
  latest.current = select
  const selected = select(state)
  const drawn = useRef(selected)
  drawn.current = selected
  useLayoutEffect(() => {
    const listen = () => {
      if (!Object.is(latest.current(state), drawn.current)) redraw((count: number) => count + 1)
    }
    listeners.add(listen)
    listen()
    return () => {
      listeners.delete(listen)
    }
  }, [])
  return selected
}
