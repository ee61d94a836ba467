import type { Push } from '../../protocol.ts'
import { act } from './act.ts'
import { applyPush } from './push.ts'
import { rememberPerson } from './remembered.ts'
import { change, getState } from './store.ts'

const waits = [300, 800, 2000, 4000]

/** The socket is our own server's, so the kind of push is all there is to check. */
function isPush(value: unknown): value is Push {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

let current: WebSocket | undefined
let tries = 0

/** The app learns who looks at its Home tab, also when they were somebody else a moment ago. */
function arrive(person: string): void {
  rememberPerson(person)
  if (getState().place?.at === 'home') void act({ act: 'home' })
}

/** Opens the live connection as this person and keeps it: a lost one is opened again, with growing waits. */
export function connect(as: string): void {
  const previous = current
  current = undefined
  previous?.close()
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const socket = new WebSocket(`${scheme}://${location.host}/practice/live?as=${encodeURIComponent(as)}`)
  current = socket
  socket.addEventListener('message', ({ data }) => {
    if (socket !== current) return
    const push: unknown = JSON.parse(String(data))
    if (!isPush(push)) return
    tries = 0
    const before = getState().world?.me
    change((state) => applyPush(state, push))
    if (push.type === 'snapshot' && push.me !== before) arrive(push.me)
  })
  socket.addEventListener('close', () => {
    if (socket !== current) return
    change((state) => ({ ...state, link: 'lost', pending: {} }))
    const wait = waits[Math.min(tries, waits.length - 1)]
    tries += 1
    setTimeout(() => {
      if (socket === current) connect(as)
    }, wait)
  })
}

/** Becomes somebody else. What the last person saw stays until the new snapshot is here. */
export function become(person: string): void {
  // Who the address asked for counts once: a reload keeps whoever one has become.
  if (location.search) history.replaceState(null, '', `/${location.hash}`)
  change((state) => ({ ...state, as: person }))
  tries = 0
  connect(person)
}
