import type { Containers, Life } from '../containers.ts'
import type { Pod } from '../kinds/pod.ts'
import { isReady, pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isControlledBy } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { Image } from '../programs/program.ts'
import type { Store } from '../store.ts'
import type { World } from '../world.ts'
import { environment } from './environment.ts'
import { KubeletEvents } from './kubelet-events.ts'
import * as shows from './pod-status.ts'
import { nodeFor } from './scheduler.ts'

const pullMs = 300
const stopMs = 900
const probeMs = 1000
const backOffMs = [0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]
const manager = 'kubelet'

/** Runs the containers of the pods on every node: all by the clock, nothing by chance. */
export class Kubelet {
  readonly #store: Store
  readonly #world: World
  readonly #containers: Containers
  readonly #images: ReadonlyMap<string, Image>
  readonly #events: KubeletEvents
  /** Images that a node has already, each as `node/image`. */
  #present = new Set<string>()
  #cancels = new Map<string, Set<() => void>>()

  constructor(store: Store, world: World, images: ReadonlyMap<string, Image>) {
    this.#store = store
    this.#world = world
    this.#containers = world.containers
    this.#images = images
    this.#events = new KubeletEvents(store)
    store.subscribe(({ resource, type, object, previous }) => {
      if (resource !== 'pods') return
      const assigned = fieldAt(object, 'spec.nodeName') && !fieldAt(previous, 'spec.nodeName')
      if (type !== 'DELETED' && assigned && !this.#containers.has(object.metadata.uid))
        this.#later(object, 0, (one) => this.#admit(one))
      if (type === 'DELETED') this.#forget(object.metadata.uid)
      if (object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp) this.#end(object)
    })
  }

  /** Takes up the pods that stand already, as after a restart of the cluster. */
  resume(): void {
    for (const object of this.#store.list('pods')) {
      if (object.metadata.deletionTimestamp) this.#end(object)
      else this.#later(object, 0, (one) => one.spec.nodeName && this.#pull(one))
    }
  }

  /** A pod of the past that has long been up, for seeds. */
  settle(object: KubeObject, startedAt: number): void {
    const one = podSchema.parse(object)
    const node = nodeFor(this.#store, one) ?? ''
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, startedAt))
    const placed = shows.scheduled(one, node, startedAt)
    this.#put(placed)
    for (const container of one.spec.containers) this.#present.add(placeOf(placed, container))
    this.#show(one, (latest) => shows.running(latest, lives, startedAt, 0, undefined))
    this.#show(one, (latest) => shows.ready(latest, startedAt))
  }

  stop(): void {
    for (const uid of [...this.#cancels.keys()]) this.#forget(uid)
  }

  /** Takes on a pod that was given to a node. */
  #admit(one: Pod): void {
    this.#show(one, (latest) => shows.waiting(latest, 'ContainerCreating', undefined, this.#now()))
    for (const container of one.spec.containers)
      if (!this.#present.has(placeOf(one, container))) this.#events.pulling(one, container)
    this.#later(one, pullMs, (latest) => this.#pull(latest))
  }

  #pull(one: Pod, tries = 0): void {
    const missing = one.spec.containers.find(({ image = '' }) => !this.#images.has(image))
    if (!missing) {
      for (const container of one.spec.containers) {
        const place = placeOf(one, container)
        this.#events.pulled(one, container, this.#present.has(place) ? undefined : pullMs)
        this.#present.add(place)
      }
      this.#run(one, 0, undefined)
      return
    }
    const waits = tries % 2 === 1
    const message = `failed to pull and unpack image "${missing.image}": not found`
    const reason = waits ? 'ImagePullBackOff' : 'ErrImagePull'
    const said = waits ? `Back-off pulling image "${missing.image}"` : message
    this.#show(one, (latest) => shows.waiting(latest, reason, said, this.#now()))
    if (waits) this.#events.pullBackOff(one, missing)
    else this.#events.notPulled(one, missing, message)
    const wait = waits ? (backOffMs[Math.min(tries, 6)] ?? 300_000) : 1_000
    this.#later(one, wait, (latest) => this.#pull(latest, tries + 1))
  }

  #run(one: Pod, restarts: number, past: Life | undefined): void {
    const started = this.#now()
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, started))
    this.#show(one, (latest) => shows.running(latest, lives, started, restarts, past))
    for (const life of lives) this.#events.started(one, life)
    const crashing = lives.find((life) => life.runs.crash)
    if (crashing?.runs.crash) {
      this.#later(one, crashing.runs.crash.afterMs, (latest) => this.#crash(latest, crashing, restarts))
      return
    }
    const slowest = Math.max(...lives.map((life) => life.runs.readyAfterMs ?? 900))
    const wait = slowest + chance(400, one.metadata.name)
    this.#later(one, wait, (latest) => this.#probe(latest))
  }

  /** Ready, unless its rollout is held back: then asked again every second, as a readiness probe is. */
  #probe(one: Pod): void {
    const [owner] = one.metadata.ownerReferences ?? []
    const beside = this.#store
      .list('pods', one.metadata.namespace)
      .filter((other) => owner && isControlledBy(other, owner.uid) && isReady(podSchema.parse(other)))
    if (this.#world.holds.allows(one, beside.length)) this.#show(one, (pod) => shows.ready(pod, this.#now()))
    else this.#later(one, probeMs, (latest) => this.#probe(latest))
  }

  #crash(one: Pod, life: Life, restarts: number): void {
    life.stoppedAt = this.#now()
    const wait = backOffMs[Math.min(restarts, backOffMs.length - 1)] ?? 0
    const said = `back-off ${Math.round(wait / 1000)}s restarting failed container=${life.name} pod=${one.metadata.name}_${one.metadata.namespace}(${one.metadata.uid})`
    this.#show(one, (latest) => shows.crashed(latest, life, restarts, wait > 0 ? said : undefined))
    if (wait > 0) this.#events.crashBackOff(one, life)
    this.#later(one, Math.max(wait, 200), (latest) => this.#run(latest, restarts + 1, life))
  }

  #end(object: KubeObject): void {
    const { uid, namespace, name } = object.metadata
    this.#cancelAll(uid)
    for (const life of this.#containers.ofPod(uid))
      if (life.stoppedAt === undefined) this.#events.killing(podSchema.parse(object), life)
    this.#later(object, stopMs, () => {
      const now = this.#now()
      for (const life of this.#containers.ofPod(uid)) life.stoppedAt ??= now
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

const placeOf = ({ spec }: Pod, { image = '' }: { image?: string | undefined }): string =>
  `${spec.nodeName}/${image}`
