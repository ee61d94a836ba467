import { act } from './act.ts'
import { enter } from './push.ts'
import type { Place } from './state.ts'
import { change, getState } from './store.ts'

/** Opens a channel, a direct message or the Home tab. */
export function go(place: Place): void {
  change((state) => enter(state, place))
  if (place.at === 'home') void act({ act: 'home' })
}

export function openThread(channel: string, ts: string): void {
  change((state) => ({ ...state, thread: { channel, ts } }))
}

export const closeThread = (): void => change((state) => ({ ...state, thread: undefined }))

/** Opens the direct message with somebody, beginning it when there is none yet. */
export async function writeTo(user: string): Promise<void> {
  const known = () =>
    getState().world?.channels.find((channel) => channel.kind === 'im' && channel.with === user)
  const already = known()
  if (already) {
    go({ at: 'channel', id: already.id })
    return
  }
  const answer = await act({ act: 'dm', user })
  if (answer.ok) goWhenKnown(() => known()?.id)
}

/** The push that makes a channel known may come after the answer; it is opened as soon as both are here. */
export function goWhenKnown(find: () => string | undefined, tries = 20): void {
  const id = find()
  if (id) go({ at: 'channel', id })
  else if (tries > 0) setTimeout(() => goWhenKnown(find, tries - 1), 50)
}
