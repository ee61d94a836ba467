import type { AnyBlock, ConfirmationDialog } from '@slack/types'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { StateValues } from '../../protocol.ts'
import { ask } from '../overlay/confirm.ts'
import { act } from '../state/act.ts'
import { change, getState, useStore } from '../state/store.ts'
import type { SurfacePlace } from '../state/surface-key.ts'
import { surfaceKey } from '../state/surface-key.ts'
import type { ElementState } from './values.ts'
import { collectValues } from './values.ts'

/** Where blocks stand: a message, a modal or the Home tab. */
export type Surface = { place: SurfacePlace; blocks: AnyBlock[]; errors: Record<string, string> }

export const SurfaceContext = createContext<Surface>({ place: { home: true }, blocks: [], errors: {} })

/** Where an element stands in its surface, and whether touching it is told to the app at once. */
export type Slot = { blockId: string; dispatches: boolean; id?: string; describedBy?: string }

type Acting = { type: string; action_id?: string; confirm?: ConfirmationDialog }

const patience = 3000
const nothing: StateValues = {}

function wait(key: string, name: string): void {
  change((state) => ({ ...state, pending: { ...state.pending, [key]: name } }))
  setTimeout(() => release(key, name), patience)
}

function release(key: string, name: string): void {
  change((state) => {
    if (state.pending[key] !== name) return state
    const { [key]: _, ...pending } = state.pending
    return { ...state, pending }
  })
}

function remember(key: string, blockId: string, actionId: string, held: ElementState): void {
  change((state) => {
    const surface = state.values[key] ?? nothing
    const values = { ...surface, [blockId]: { ...surface[blockId], [actionId]: held } }
    return { ...state, values: { ...state.values, [key]: values } }
  })
}

export type Touch = {
  /** What the element holds, when somebody touched it. */
  held: ElementState | undefined
  waiting: boolean
  /** Keeps a value and, where the app listens, tells it. */
  hold: (held: ElementState) => void
  /** Keeps a value and tells nobody yet. */
  keep: (held: ElementState) => void
  /** Tells the app, after the confirm dialog if there is one. */
  click: (carries: ElementState) => Promise<void>
}

/** Everything an interactive element does with the world. */
export function useTouch(element: Acting, { blockId, dispatches }: Slot): Touch {
  const { place, blocks } = useContext(SurfaceContext)
  const key = surfaceKey(place)
  const actionId = element.action_id ?? ''
  const name = `${blockId}/${actionId}`
  const held = useStore((state) => state.values[key]?.[blockId]?.[actionId])
  const waiting = useStore((state) => state.pending[key] === name)

  const click = async (carries: ElementState) => {
    if (element.confirm && !(await ask(element.confirm))) return
    const { type } = element
    const action = {
      type,
      block_id: blockId,
      action_id: actionId,
      ...carries,
      action_ts: String(Date.now() / 1000),
    }
    wait(key, name)
    const state = collectValues(blocks, getState().values[key] ?? nothing)
    const answer = await act({ act: 'click', in: place, action, state })
    if (!answer.ok) release(key, name)
  }
  const keep = (next: ElementState) => remember(key, blockId, actionId, next)
  const hold = (next: ElementState) => {
    keep(next)
    if (dispatches) void click(next)
  }
  return { held, waiting, hold, keep, click }
}
