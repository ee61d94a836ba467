import type { KubeObject } from './object.ts'

/** How many pods of a deployment's newest template may become ready, where somebody holds a rollout back. */
export class Holds {
  #limits = new Map<string, number>()

  hold(namespace: string, deployment: string, ready: number): void {
    this.#limits.set(`${namespace}/${deployment}`, ready)
  }

  /** All of them, when none is named. */
  release(namespace?: string, deployment?: string): void {
    if (namespace === undefined) this.#limits.clear()
    else this.#limits.delete(`${namespace}/${deployment}`)
  }

  /** Whether a pod that would be ready now may be; `ready` counts those of its ReplicaSet that are. */
  allows({ metadata }: KubeObject, ready: number): boolean {
    const set = metadata.ownerReferences?.find((owner) => owner.kind === 'ReplicaSet')?.name ?? ''
    const limit = this.#limits.get(`${metadata.namespace}/${set.replace(/-[^-]+$/, '')}`)
    return limit === undefined || ready < limit
  }
}
