import type { Pod } from '../kinds/pod.ts'
import { pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { Store } from '../store.ts'
import { tell } from './events.ts'
import * as shows from './pod-status.ts'

const scheduleMs = 40
const writer = { manager: 'kube-scheduler' }
const component = 'default-scheduler'

/** Finds each new pod a node, and tells when there is none. */
export class Scheduler {
  readonly #store: Store
  readonly #stopListening: () => void
  #cancels = new Set<() => void>()

  constructor(store: Store) {
    this.#store = store
    this.#stopListening = store.subscribe(({ resource, type, object }) => {
      if (resource === 'pods' && type === 'ADDED') this.#later(object)
      if (resource === 'nodes' && type !== 'DELETED') this.resume()
    })
  }

  /** Takes up the pods that wait for a node. */
  resume(): void {
    for (const object of this.#store.list('pods')) this.#later(object)
  }

  stop(): void {
    this.#stopListening()
    for (const cancel of this.#cancels) cancel()
  }

  #later({ metadata, spec }: KubeObject): void {
    if (fieldAt(spec, 'nodeName') || metadata.deletionTimestamp) return
    const cancel = this.#store.clock.after(scheduleMs, () => {
      this.#cancels.delete(cancel)
      const latest = this.#store.get('pods', metadata.namespace, metadata.name)
      if (latest?.metadata.uid === metadata.uid) this.#schedule(podSchema.parse(latest))
    })
    this.#cancels.add(cancel)
  }

  #schedule(one: Pod): void {
    if (one.spec.nodeName) return
    const now = this.#store.clock.now()
    const node = nodeFor(this.#store, one)
    if (node === undefined) {
      const message = whyNone(this.#store, one)
      this.#store.update('pods', shows.unschedulable(one, message, now), { ...writer, subresource: 'status' })
      tell(this.#store, one, component, {
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        action: 'Scheduling',
      })
      return
    }
    this.#store.update('pods', shows.scheduled(one, node, now), writer)
    tell(this.#store, one, component, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${one.metadata.namespace}/${one.metadata.name} to ${node}`,
      action: 'Binding',
    })
  }
}

/** The node a pod goes to, the same for the same name; nothing when none will have it. */
export function nodeFor(store: Store, one: Pod): string | undefined {
  const open = store.list('nodes').filter((node) => !obstacle(node, one))
  return open[chance(open.length, one.metadata.name)]?.metadata.name
}

function obstacle(node: KubeObject, one: Pod): string | undefined {
  const wanted = fieldAt(one, 'spec.nodeSelector')
  const labels = node.metadata.labels ?? {}
  if (isFields(wanted) && Object.entries(wanted).some(([key, value]) => labels[key] !== value))
    return "didn't match Pod's node affinity/selector"
  return fieldAt(node, 'spec.unschedulable') === true ? 'were unschedulable' : undefined
}

function whyNone(store: Store, one: Pod): string {
  const nodes = store.list('nodes')
  const counts = new Map<string, number>()
  for (const node of nodes) {
    const why = obstacle(node, one) ?? ''
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  const reasons = [...counts].map(([why, count]) => `${count} node(s) ${why}`).sort()
  const none = `0/${nodes.length} nodes are available`
  if (nodes.length === 0) return 'no nodes available to schedule pods'
  return `${none}: ${reasons.join(', ')}. preemption: ${none}: ${nodes.length} Preemption is not helpful for scheduling.`
}
