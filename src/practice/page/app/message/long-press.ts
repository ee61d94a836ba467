import { useMemo } from 'preact/hooks'

const held = 450
const steady = 10

export type LongPress = {
  onPointerDown: (event: PointerEvent) => void
  onPointerMove: (event: PointerEvent) => void
  onPointerUp: () => void
  onPointerCancel: () => void
  onTouchEnd: (event: TouchEvent) => void
  onContextMenu: (event: Event) => void
}

/** Calls back when a finger rests on something without moving. A mouse has its own ways. */
export function useLongPress(onHeld: () => void): LongPress {
  return useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let touched = false
    let fired = false
    let from = { x: 0, y: 0 }
    const stop = () => clearTimeout(timer)
    return {
      onPointerDown: ({ pointerType, clientX, clientY }) => {
        touched = pointerType === 'touch'
        fired = false
        if (!touched) return
        from = { x: clientX, y: clientY }
        timer = setTimeout(() => {
          fired = true
          onHeld()
        }, held)
      },
      onPointerMove: ({ clientX, clientY }) => {
        if (Math.hypot(clientX - from.x, clientY - from.y) > steady) stop()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      // Lifting the finger must not press what has just appeared below it.
      onTouchEnd: (event) => {
        if (fired) event.preventDefault()
      },
      onContextMenu: (event) => {
        if (touched) event.preventDefault()
      },
    }
  }, [])
}
