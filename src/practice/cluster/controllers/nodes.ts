import type { KubeObject } from '../object.ts'
import { fieldAt, isFields, timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { microseconds, tell } from './events.ts'

const renewEveryMs = 10_000
const reportEvery = 30
const leases = 'kube-node-lease'
const unschedulable = 'node.kubernetes.io/unschedulable'
const kubelet = { manager: 'kubelet' }

/** Keeps nodes alive: each renews its lease every ten seconds and reports its state every five minutes. */
export class NodeController {
  readonly #store: Store
  readonly #stopListening: () => void
  #beats = 0
  #cancel: () => void

  constructor(store: Store) {
    this.#store = store
    this.#cancel = store.clock.after(renewEveryMs, () => this.#beat())
    this.#stopListening = store.subscribe(({ resource, type, object, previous }) => {
      if (resource !== 'nodes' || type !== 'MODIFIED') return
      const closed = isClosed(object)
      if (previous && isClosed(previous) !== closed) this.#mark(object, closed)
    })
  }

  stop(): void {
    this.#stopListening()
    this.#cancel()
  }

  #beat(): void {
    this.#beats += 1
    for (const node of this.#store.list('nodes')) {
      this.#renew(node)
      if (this.#beats % reportEvery === 0) this.#report(node)
    }
    this.#cancel = this.#store.clock.after(renewEveryMs, () => this.#beat())
  }

  #renew({ metadata: { name } }: KubeObject): void {
    const lease = this.#store.get('leases', leases, name)
    if (!lease) return
    const spec = {
      ...(isFields(lease.spec) ? lease.spec : {}),
      renewTime: microseconds(this.#store.clock.now()),
    }
    this.#store.update('leases', { ...lease, spec }, kubelet)
  }

  #report(node: KubeObject): void {
    const status = isFields(node.status) ? node.status : {}
    const lastHeartbeatTime = timestamp(this.#store.clock.now())
    const conditions = (Array.isArray(status.conditions) ? status.conditions : []).map((one) => ({
      ...one,
      lastHeartbeatTime,
    }))
    const after = { ...node, status: { ...status, conditions } }
    this.#store.update('nodes', after, { ...kubelet, subresource: 'status' })
  }

  /** A cordoned node carries a taint until it is opened again. */
  #mark(node: KubeObject, closed: boolean): void {
    const spec = isFields(node.spec) ? node.spec : {}
    const others = (Array.isArray(spec.taints) ? spec.taints : []).filter(
      (one) => fieldAt(one, 'key') !== unschedulable,
    )
    const timeAdded = timestamp(this.#store.clock.now())
    const taints = closed ? [...others, { key: unschedulable, effect: 'NoSchedule', timeAdded }] : others
    const { taints: _before, ...rest } = spec
    const after = { ...node, spec: { ...rest, ...(taints.length > 0 ? { taints } : {}) } }
    this.#store.update('nodes', after, { manager: 'kube-controller-manager' })
    const reason = closed ? 'NodeNotSchedulable' : 'NodeSchedulable'
    const message = `Node ${node.metadata.name} status is now: ${reason}`
    tell(this.#store, node, 'kubelet', { type: 'Normal', reason, message })
  }
}

const isClosed = (node: KubeObject): boolean => fieldAt(node, 'spec.unschedulable') === true
