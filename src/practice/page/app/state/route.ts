import { act } from './act.ts'
import { enter } from './push.ts'
import type { PageState } from './state.ts'
import { change, getState } from './store.ts'

/** The part after `#`: `#/home`, `#/C1`, `#/C1/thread/17.2`, or `#/C1/17.2` for one message. */
export function routeOf({ place, thread }: Pick<PageState, 'place' | 'thread'>): string {
  if (!place) return ''
  if (place.at === 'home') return '#/home'
  return thread?.channel === place.id ? `#/${place.id}/thread/${thread.ts}` : `#/${place.id}`
}

export const messageLink = (channel: string, ts: string): string => `${location.origin}/#/${channel}/${ts}`

/** Takes the page to where the address points. */
export function followAddress(): void {
  const [first, second, third] = location.hash.replace(/^#\//, '').split('/')
  if (!first || location.hash === routeOf(getState())) return
  change((state) => {
    if (first === 'home') return enter(state, { at: 'home' })
    const there = state.place?.at === 'channel' && state.place.id === first
    const next = there ? state : enter(state, { at: 'channel', id: first })
    if (second === 'thread' && third) return { ...next, thread: { channel: first, ts: third } }
    return second ? { ...next, spotlight: second } : { ...next, thread: undefined }
  })
  // Before anybody is somebody, arriving tells the app.
  if (first === 'home' && getState().world) void act({ act: 'home' })
}
