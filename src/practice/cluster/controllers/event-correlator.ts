import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'

const similarForMs = 10 * 60_000
const mostSimilar = 10
/** The API server's `--event-ttl`. */
const keptForMs = 3_600_000
const sweepEveryMs = 60_000

type Similar = { messages: Set<string>; lastAt: number }

/** Whether an event is one that stands already. */
export type Correlated = { message: string; present?: KubeObject; remember(name: string): void }

/**
 * Keeps events few, as client-go's `EventCorrelator` does: the same again only counts, and the tenth different
 * message of a kind within ten minutes begins one event that stands for all further ones. Events last an hour.
 */
export class EventCorrelator {
  readonly #store: Store
  #similar = new Map<string, Similar>()
  #known = new Map<string, { namespace: string; name: string }>()
  #sweptAt = 0

  constructor(store: Store) {
    this.#store = store
  }

  /** `kind` says what makes events similar; with `message` it says what makes them the same. */
  correlate(namespace: string, kind: string, message: string): Correlated {
    this.#sweep()
    const combined = this.#isCombined(kind, message)
    const key = combined ? kind : `${kind} ${message}`
    const known = this.#known.get(key)
    const present = known && this.#store.get('events', known.namespace, known.name)
    return {
      message: combined ? `(combined from similar events): ${message}` : message,
      ...(present ? { present } : {}),
      remember: (name) => void this.#known.set(key, { namespace, name }),
    }
  }

  #isCombined(kind: string, message: string): boolean {
    const now = this.#store.clock.now()
    const before = this.#similar.get(kind)
    const messages = before && now - before.lastAt <= similarForMs ? before.messages : new Set<string>()
    messages.add(message)
    this.#similar.set(kind, { messages, lastAt: now })
    if (messages.size < mostSimilar) return false
    const [oldest] = messages
    if (oldest !== undefined) messages.delete(oldest)
    return true
  }

  #sweep(): void {
    const now = this.#store.clock.now()
    if (now - this.#sweptAt < sweepEveryMs) return
    this.#sweptAt = now
    for (const event of this.#store.list('events'))
      if (now - lastSeen(event) > keptForMs)
        this.#store.remove('events', event.metadata.namespace, event.metadata.name)
    for (const [key, { namespace, name }] of this.#known)
      if (!this.#store.get('events', namespace, name)) this.#known.delete(key)
    for (const [kind, { lastAt }] of this.#similar)
      if (now - lastAt > similarForMs) this.#similar.delete(kind)
  }
}

const lastSeen = (event: KubeObject): number => {
  const written = event.metadata.managedFields?.map(({ time }) => Date.parse(time ?? '')) ?? []
  return Math.max(Date.parse(event.metadata.creationTimestamp ?? ''), ...written)
}
