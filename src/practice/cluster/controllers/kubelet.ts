import type { Containers, Life } from '../containers.ts'
import type { Pod } from '../kinds/pod.ts'
import { isReady, pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isControlledBy } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { Image } from '../programs/program.ts'
import type { Store } from '../store.ts'
import type { World } from '../world.ts'
import { backOffMs } from './back-off.ts'
import { environment } from './environment.ts'
import { ImagePulls } from './image-pulls.ts'
import { KubeletEvents } from './kubelet-events.ts'
import { changeStatus, putStatus } from './live-pod.ts'
import * as shows from './pod-status.ts'
import { PodTimers } from './pod-timers.ts'
import { nodeFor } from './scheduler.ts'

const stopMs = 900
const probeMs = 1000

/** Runs the containers of the pods on every node: all by the clock, nothing by chance. */
export class Kubelet {
  readonly #store: Store
  readonly #world: World
  readonly #containers: Containers
  readonly #images: ReadonlyMap<string, Image>
  readonly #events: KubeletEvents
  readonly #timers: PodTimers
  readonly #pulls: ImagePulls

  constructor(store: Store, world: World, images: ReadonlyMap<string, Image>) {
    this.#store = store
    this.#world = world
    this.#containers = world.containers
    this.#images = images
    this.#events = new KubeletEvents(store)
    this.#timers = new PodTimers(store)
    this.#pulls = new ImagePulls(store, images, this.#events, this.#timers)
    store.subscribe(({ resource, type, object, previous }) => {
      if (resource !== 'pods') return
      const assigned = fieldAt(object, 'spec.nodeName') && !fieldAt(previous, 'spec.nodeName')
      if (type !== 'DELETED' && assigned && !this.#containers.has(object.metadata.uid))
        this.#timers.after(0, object, (one) => this.#admit(one))
      if (type === 'DELETED') this.#forget(object.metadata.uid)
      if (object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp) this.#end(object)
    })
  }

  /** Takes up the pods that stand already, as after a restart of the cluster. */
  resume(): void {
    for (const object of this.#store.list('pods')) {
      if (object.metadata.deletionTimestamp) this.#end(object)
      else this.#timers.after(0, object, (one) => one.spec.nodeName && this.#pulls.pull(one, this.#begin))
    }
  }

  /** A pod of the past that has long been up, for seeds. */
  settle(object: KubeObject, startedAt: number): void {
    const one = podSchema.parse(object)
    const node = nodeFor(this.#store, one) ?? ''
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, startedAt))
    const placed = shows.scheduled(one, node, startedAt)
    putStatus(this.#store, placed)
    this.#pulls.keep(placed)
    this.#show(one, (latest) => shows.running(latest, lives, startedAt, 0, undefined))
    this.#show(one, (latest) => shows.ready(latest, startedAt))
  }

  stop(): void {
    for (const uid of this.#timers.uids()) this.#forget(uid)
  }

  /** Takes on a pod that was given to a node. */
  #admit(one: Pod): void {
    this.#show(one, (latest) => shows.waiting(latest, 'ContainerCreating', undefined, this.#now()))
    this.#pulls.begin(one, this.#begin)
  }

  #begin = (one: Pod): void => this.#run(one, 0, undefined)

  #run(one: Pod, restarts: number, past: Life | undefined): void {
    const started = this.#now()
    const lives = one.spec.containers.map((container) => this.#start(one, container.name, started))
    this.#show(one, (latest) => shows.running(latest, lives, started, restarts, past))
    for (const life of lives) this.#events.started(one, life)
    const crashing = lives.find((life) => life.runs.crash)
    if (crashing?.runs.crash) {
      this.#timers.after(crashing.runs.crash.afterMs, one, (latest) =>
        this.#crash(latest, crashing, restarts),
      )
      return
    }
    const slowest = Math.max(...lives.map((life) => life.runs.readyAfterMs ?? 900))
    const wait = slowest + chance(400, one.metadata.name)
    this.#timers.after(wait, one, (latest) => this.#probe(latest))
  }

  /** Ready, unless its rollout is held back: then asked again every second, as a readiness probe is. */
  #probe(one: Pod): void {
    const [owner] = one.metadata.ownerReferences ?? []
    const beside = this.#store
      .list('pods', one.metadata.namespace)
      .filter((other) => owner && isControlledBy(other, owner.uid) && isReady(podSchema.parse(other)))
    if (this.#world.holds.allows(one, beside.length)) this.#show(one, (pod) => shows.ready(pod, this.#now()))
    else this.#timers.after(probeMs, one, (latest) => this.#probe(latest))
  }

  #crash(one: Pod, life: Life, restarts: number): void {
    life.stoppedAt = this.#now()
    const wait = backOffMs(restarts)
    const said = `back-off ${Math.round(wait / 1000)}s restarting failed container=${life.name} pod=${one.metadata.name}_${one.metadata.namespace}(${one.metadata.uid})`
    this.#show(one, (latest) => shows.crashed(latest, life, restarts, wait > 0 ? said : undefined))
    if (wait > 0) this.#events.crashBackOff(one, life)
    this.#timers.after(Math.max(wait, 200), one, (latest) => this.#run(latest, restarts + 1, life))
  }

  #end(object: KubeObject): void {
    const { uid, namespace, name } = object.metadata
    this.#timers.cancel(uid)
    for (const life of this.#containers.ofPod(uid))
      if (life.stoppedAt === undefined) this.#events.killing(podSchema.parse(object), life)
    this.#timers.after(stopMs, object, () => {
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
    changeStatus(this.#store, one, change)
  }

  #forget(uid: string): void {
    this.#timers.cancel(uid)
    this.#containers.forget(uid)
  }

  #now(): number {
    return this.#store.clock.now()
  }
}
