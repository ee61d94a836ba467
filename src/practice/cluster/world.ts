import type { PracticeClock } from '../control/clock.ts'
import type { Containers } from './containers.ts'
import { History } from './history.ts'
import { Holds } from './holds.ts'
import { deployment } from './kinds/deployment.ts'
import type { Store } from './store.ts'

/**
 * What programs, outside hosts and scenarios see of each other: the cluster's objects, what runs in it,
 * and named conditions of the world (`dynex.down`), each with its history.
 */
export class World {
  readonly clock: PracticeClock
  readonly store: Store
  readonly containers: Containers
  readonly holds = new Holds()
  #conditions = new Map<string, History<boolean>>()
  #ready = new Map<string, History<number>>()

  constructor(store: Store, containers: Containers) {
    this.clock = store.clock
    this.store = store
    this.containers = containers
    store.subscribe(({ resource, object, type }) => {
      if (resource !== 'deployments') return
      const ready = type === 'DELETED' ? 0 : (deployment.parse(object).status.readyReplicas ?? 0)
      this.ready(object.metadata.namespace ?? '', object.metadata.name).set(ready)
    })
  }

  /** A named condition, false until set. */
  condition(name: string): History<boolean> {
    return kept(this.#conditions, name, () => new History(this.clock, false))
  }

  /** How many pods of a deployment are ready, over time. */
  ready(namespace: string, name: string): History<number> {
    return kept(this.#ready, `${namespace}/${name}`, () => new History(this.clock, 0))
  }
}

function kept<T>(map: Map<string, T>, name: string, make: () => T): T {
  const found = map.get(name) ?? make()
  map.set(name, found)
  return found
}
