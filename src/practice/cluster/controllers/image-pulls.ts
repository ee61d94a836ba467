import type { Pod } from '../kinds/pod.ts'
import type { Image } from '../programs/program.ts'
import type { Store } from '../store.ts'
import { backOffMs } from './back-off.ts'
import type { KubeletEvents } from './kubelet-events.ts'
import { changeStatus } from './live-pod.ts'
import * as shows from './pod-status.ts'
import type { PodTimers } from './pod-timers.ts'

const pullMs = 300

/** Which images each node has, and how it gets those it lacks. */
export class ImagePulls {
  readonly #store: Store
  readonly #images: ReadonlyMap<string, Image>
  readonly #events: KubeletEvents
  readonly #timers: PodTimers
  /** Each as `node/image`. */
  #present = new Set<string>()

  constructor(store: Store, images: ReadonlyMap<string, Image>, events: KubeletEvents, timers: PodTimers) {
    this.#store = store
    this.#images = images
    this.#events = events
    this.#timers = timers
  }

  /** Says what is on its way, and pulls it. */
  begin(one: Pod, done: (latest: Pod) => void): void {
    for (const container of one.spec.containers)
      if (!this.#present.has(placeOf(one, container))) this.#events.pulling(one, container)
    this.#timers.after(pullMs, one, (latest) => this.pull(latest, done))
  }

  /** Tries, ever less often, until the node has all images of a pod. */
  pull(one: Pod, done: (latest: Pod) => void, tries = 0): void {
    const missing = one.spec.containers.find(({ image = '' }) => !this.#images.has(image))
    if (!missing) {
      for (const container of one.spec.containers) {
        const place = placeOf(one, container)
        this.#events.pulled(one, container, this.#present.has(place) ? undefined : pullMs)
        this.#present.add(place)
      }
      done(one)
      return
    }
    const waits = tries % 2 === 1
    const message = `failed to pull and unpack image "${missing.image}": not found`
    const reason = waits ? 'ImagePullBackOff' : 'ErrImagePull'
    const said = waits ? `Back-off pulling image "${missing.image}"` : message
    const now = this.#store.clock.now()
    changeStatus(this.#store, one, (latest) => shows.waiting(latest, reason, said, now))
    if (waits) this.#events.pullBackOff(one, missing)
    else this.#events.notPulled(one, missing, message)
    const wait = waits ? backOffMs(tries) : 1_000
    this.#timers.after(wait, one, (latest) => this.pull(latest, done, tries + 1))
  }

  /** Its node has had the images of this pod for long. */
  keep(one: Pod): void {
    for (const container of one.spec.containers) this.#present.add(placeOf(one, container))
  }
}

const placeOf = ({ spec }: Pod, { image = '' }: { image?: string | undefined }): string =>
  `${spec.nodeName}/${image}`
