import type { Pod } from '../kinds/pod.ts'
import type { Store } from '../store.ts'
import type { Happening } from './events.ts'
import { tell } from './events.ts'

type Container = { name: string; image?: string | undefined }

/** What a kubelet tells of a pod's containers, in its words. */
export class KubeletEvents {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  pulling(one: Pod, container: Container): void {
    this.#normal(one, container, 'Pulling', `Pulling image "${container.image}"`)
  }

  pulled(one: Pod, container: Container, tookMs: number | undefined): void {
    const message =
      tookMs === undefined
        ? `Container image "${container.image}" already present on machine`
        : `Successfully pulled image "${container.image}" in ${tookMs}ms (${tookMs}ms including waiting). Image size: 52428800 bytes.`
    this.#normal(one, container, 'Pulled', message)
  }

  notPulled(one: Pod, container: Container, why: string): void {
    this.#warn(one, container, 'Failed', `Failed to pull image "${container.image}": ${why}`)
    this.#warn(one, container, 'Failed', 'Error: ErrImagePull')
  }

  /** Waits before it tries to pull again. */
  pullBackOff(one: Pod, container: Container): void {
    this.#normal(one, container, 'BackOff', `Back-off pulling image "${container.image}"`)
    this.#warn(one, container, 'Failed', 'Error: ImagePullBackOff')
  }

  started(one: Pod, container: Container): void {
    this.#normal(one, container, 'Created', `Created container: ${container.name}`)
    this.#normal(one, container, 'Started', `Started container ${container.name}`)
  }

  crashBackOff(one: Pod, container: Container): void {
    const { name, namespace, uid } = one.metadata
    const message = `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`
    this.#warn(one, container, 'BackOff', message)
  }

  killing(one: Pod, container: Container): void {
    this.#normal(one, container, 'Killing', `Stopping container ${container.name}`)
  }

  #normal(one: Pod, container: Container, reason: string, message: string): void {
    this.#tell(one, container, { type: 'Normal', reason, message })
  }

  #warn(one: Pod, container: Container, reason: string, message: string): void {
    this.#tell(one, container, { type: 'Warning', reason, message })
  }

  #tell(one: Pod, { name }: Container, what: Happening): void {
    tell(this.#store, one, 'kubelet', { ...what, fieldPath: `spec.containers{${name}}` })
  }
}
