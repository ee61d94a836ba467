import type { PracticeClock } from '../../control/clock.ts'
import type { Store } from '../store.ts'

/** Works on each key once per wake-up, however often it was added, a little later by the clock. */
export class WorkQueue {
  readonly #clock: PracticeClock
  readonly #work: (key: string) => void
  readonly #delayMs: number
  #waiting = new Set<string>()
  #cancels = new Set<() => void>()
  #stopped = false

  constructor(clock: PracticeClock, delayMs: number, work: (key: string) => void) {
    this.#clock = clock
    this.#delayMs = delayMs
    this.#work = work
  }

  add(key: string): void {
    if (this.#waiting.has(key)) return
    this.#waiting.add(key)
    this.#after(this.#delayMs, () => {
      this.#waiting.delete(key)
      this.#work(key)
    })
  }

  /** For what falls due without anything changing, such as a deadline. */
  addAfter(key: string, ms: number): void {
    this.#after(ms, () => this.add(key))
  }

  /** Adds whatever changes of one resource, and the owners of what changes of another, as `namespace/name`. */
  follow(store: Store, resource: string, owned: string): void {
    store.subscribe(({ resource: changed, object, type }) => {
      const { namespace, name, ownerReferences } = object.metadata
      if (changed === resource && type !== 'DELETED') this.add(`${namespace}/${name}`)
      if (changed === owned) for (const owner of ownerReferences ?? []) this.add(`${namespace}/${owner.name}`)
    })
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#cancels) cancel()
  }

  #after(ms: number, task: () => void): void {
    if (this.#stopped) return
    const cancel = this.#clock.after(ms, () => {
      this.#cancels.delete(cancel)
      if (!this.#stopped) task()
    })
    this.#cancels.add(cancel)
  }
}
