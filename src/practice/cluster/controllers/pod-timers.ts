import type { Pod } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'
import { livePod } from './live-pod.ts'

/** What is to happen to pods later, by the cluster's clock. Nothing happens to a pod that is gone by then. */
export class PodTimers {
  readonly #store: Store
  #cancels = new Map<string, Set<() => void>>()

  constructor(store: Store) {
    this.#store = store
  }

  after(ms: number, one: KubeObject, task: (latest: Pod) => unknown): void {
    const mine = this.#cancels.get(one.metadata.uid) ?? new Set()
    this.#cancels.set(one.metadata.uid, mine)
    const cancel = this.#store.clock.after(ms, () => {
      mine.delete(cancel)
      const latest = livePod(this.#store, one)
      if (latest) task(latest)
    })
    mine.add(cancel)
  }

  cancel(uid: string): void {
    for (const cancel of this.#cancels.get(uid) ?? []) cancel()
    this.#cancels.delete(uid)
  }

  /** The uids of pods that something was planned for. */
  uids(): string[] {
    return [...this.#cancels.keys()]
  }
}
