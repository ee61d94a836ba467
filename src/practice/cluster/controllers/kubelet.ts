import type { Containers, Life } from '../containers.ts'
import type { Pod } from '../kinds/pod.ts'
import { pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { Image } from '../programs/program.ts'
import type { Store } from '../store.ts'
import type { World } from '../world.ts'
import { environment } from './environment.ts'
import { tell } from './events.ts'
import * as shows from './pod-status.ts'

const scheduleMs = 40
const pullMs = 300
const stopMs = 900
const backOffMs = [0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]
const manager = 'kubelet'

/** Schedules pods onto nodes and runs their containers: all by the clock, nothing by chance. */
export class Kubelet {
  readonly #store: Store
  readonly #world: World
  readonly #containers: Containers
  readonly #images: ReadonlyMap<string, Image>
  #cancels = new Map<string, Set<() => void>>()

  constructor(store: Store, world: World, images: ReadonlyMap<string, Image>) {
    this.#store = store
    this.#world = world
    this.#containers = world.containers
    this.#images = images
    store.subscribe(({ resource, type, object, previous }) => {
      if (resource !== 'pods') return
      if (type === 'ADDED') this.#later(object, scheduleMs, (one) => one.spec.nodeName || this.#schedule(one))
      if (type === 'DELETED') this.#forget(object.metadata.uid)
      if (object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp) this.#end(object)
    })
  }

  /** Takes up the pods that stand already, as after a restart of the cluster. */
  resume(): void {
    for (const object of this.#store.list('pods')) {
      if (object.metadata.deletionTimestamp) this.#end(object)
      else this.#later(object, 0, (one) => (one.spec.nodeName ? this.#pull(one) : this.#schedule(one)))
    }
  }

  /** A pod of the past that has long been up, for seeds. */
  settle(object: KubeObject, startedAt: number): void {
    const one = podSchema.parse(object)
    const node = this.#nodeFor(one)
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, startedAt))
    this.#put({ ...one, ...shows.scheduled(one, node, startedAt) })
    this.#show(one, (latest) => shows.running(latest, lives, startedAt, 0, undefined))
    this.#show(one, (latest) => shows.ready(latest, startedAt))
  }

  stop(): void {
    for (const uid of [...this.#cancels.keys()]) this.#forget(uid)
  }

  #schedule(one: Pod): void {
    const node = this.#nodeFor(one)
    const { namespace, name } = one.metadata
    this.#put({ ...one, ...shows.scheduled(one, node, this.#now()) })
    tell(this.#store, one, 'default-scheduler', {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
    })
    this.#show(one, (latest) => shows.waiting(latest, 'ContainerCreating', undefined, this.#now()))
    this.#later(one, pullMs, (latest) => this.#pull(latest))
  }

  #pull(one: Pod, tries = 0): void {
    const missing = one.spec.containers.find(({ image = '' }) => !this.#images.has(image))
    if (!missing) {
      this.#run(one, 0, undefined)
      return
    }
    const image = missing.image ?? ''
    const message = `failed to pull and unpack image "${image}": not found`
    const reason = tries % 2 === 0 ? 'ErrImagePull' : 'ImagePullBackOff'
    const said = reason === 'ErrImagePull' ? message : `Back-off pulling image "${image}"`
    this.#show(one, (latest) => shows.waiting(latest, reason, said, this.#now()))
    tell(this.#store, one, 'kubelet', { type: 'Warning', reason: 'Failed', message: `Error: ${reason}` })
    const wait = tries % 2 === 0 ? 1_000 : (backOffMs[Math.min(tries, 6)] ?? 300_000)
    this.#later(one, wait, (latest) => this.#pull(latest, tries + 1))
  }

  #run(one: Pod, restarts: number, past: Life | undefined): void {
    const started = this.#now()
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, started))
    this.#show(one, (latest) => shows.running(latest, lives, started, restarts, past))
    for (const life of lives) {
      const fieldPath = `spec.containers{${life.name}}`
      tell(this.#store, one, 'kubelet', {
        type: 'Normal',
        reason: 'Started',
        message: `Started container ${life.name}`,
        fieldPath,
      })
    }
    const crashing = lives.find((life) => life.runs.crash)
    if (crashing?.runs.crash) {
      this.#later(one, crashing.runs.crash.afterMs, (latest) => this.#crash(latest, crashing, restarts))
      return
    }
    const slowest = Math.max(...lives.map((life) => life.runs.readyAfterMs ?? 900))
    const wait = slowest + chance(400, one.metadata.name)
    this.#later(one, wait, (latest) => this.#show(latest, (pod) => shows.ready(pod, this.#now())))
  }

  #crash(one: Pod, life: Life, restarts: number): void {
    life.stoppedAt = this.#now()
    const wait = backOffMs[Math.min(restarts, backOffMs.length - 1)] ?? 0
    const said = `back-off ${Math.round(wait / 1000)}s restarting failed container=${life.name} pod=${one.metadata.name}_${one.metadata.namespace}(${one.metadata.uid})`
    this.#show(one, (latest) => shows.crashed(latest, life, restarts, wait > 0 ? said : undefined))
    if (wait > 0)
      tell(this.#store, one, 'kubelet', {
        type: 'Warning',
        reason: 'BackOff',
        message: `Back-off restarting failed container ${life.name} in pod ${one.metadata.name}_${one.metadata.namespace}(${one.metadata.uid})`,
        fieldPath: `spec.containers{${life.name}}`,
      })
    this.#later(one, Math.max(wait, 200), (latest) => this.#run(latest, restarts + 1, life))
  }

  #end(object: KubeObject): void {
    const { uid, namespace, name } = object.metadata
    this.#cancelAll(uid)
    this.#later(object, stopMs, () => {
      const now = this.#now()
      for (const life of this.#containers.running()) if (life.podUid === uid) life.stoppedAt = now
      this.#store.remove('pods', namespace, name)
    })
  }

  #start(one: Pod, name: string, startedAt: number): Life {
    const container = one.spec.containers.find((other) => other.name === name)
    const image = this.#images.get(container?.image ?? '')
    if (!container || !image) throw new Error(`No image to start ${one.metadata.name}/${name} from`)
    return this.#containers.start(
      {
        podUid: one.metadata.uid,
        pod: one.metadata.name,
        namespace: one.metadata.namespace ?? '',
        name,
        labels: one.metadata.labels ?? {},
        image: container.image ?? '',
        env: environment(this.#store, one.metadata.namespace ?? '', container),
        startedAt,
      },
      image,
      this.#world,
    )
  }

  #nodeFor(one: Pod): string {
    const nodes = this.#store.list('nodes')
    return nodes[chance(nodes.length, one.metadata.name)]?.metadata.name ?? 'node-0'
  }

  #show(one: Pod, change: (latest: Pod) => Pod): void {
    const latest = this.#latest(one)
    if (latest) this.#put(change(latest))
  }

  #put(one: Pod): void {
    this.#store.update('pods', one, { manager, subresource: 'status' })
  }

  #latest({ metadata }: KubeObject): Pod | undefined {
    const found = this.#store.get('pods', metadata.namespace, metadata.name)
    return found?.metadata.uid === metadata.uid ? podSchema.parse(found) : undefined
  }

  #later(one: KubeObject, ms: number, task: (latest: Pod) => unknown): void {
    const mine = this.#cancels.get(one.metadata.uid) ?? new Set()
    this.#cancels.set(one.metadata.uid, mine)
    const cancel = this.#store.clock.after(ms, () => {
      mine.delete(cancel)
      const latest = this.#latest(one)
      if (latest) task(latest)
    })
    mine.add(cancel)
  }

  #cancelAll(uid: string): void {
    for (const cancel of this.#cancels.get(uid) ?? []) cancel()
    this.#cancels.delete(uid)
  }

  #forget(uid: string): void {
    this.#cancelAll(uid)
    this.#containers.forget(uid)
  }

  #now(): number {
    return this.#store.clock.now()
  }
}
