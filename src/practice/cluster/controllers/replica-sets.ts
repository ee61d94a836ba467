import { stopping } from '../api/delete.ts'
import type { ReplicaSet } from '../kinds/deployment.ts'
import { replicaSet } from '../kinds/deployment.ts'
import type { Pod } from '../kinds/pod.ts'
import { availableFrom, isActive, isReady, pod } from '../kinds/pod.ts'
import { isControlledBy } from '../object.ts'
import { randomSuffix } from '../random-suffix.ts'
import { rulesOf } from '../rules/index.ts'
import type { Store } from '../store.ts'
import { tell } from './events.ts'
import { WorkQueue } from './queue.ts'

const reactMs = 15
const manager = 'kube-controller-manager'
const component = 'replicaset-controller'

/** Keeps as many pods as each ReplicaSet asks for. */
export class ReplicaSetController {
  readonly #store: Store
  readonly #queue: WorkQueue

  constructor(store: Store) {
    this.#store = store
    this.#queue = new WorkQueue(store.clock, reactMs, (key) => this.#sync(key))
    this.#queue.follow(store, 'replicasets', 'pods')
  }

  stop(): void {
    this.#queue.stop()
  }

  #sync(key: string): void {
    const [namespace = '', name = ''] = key.split('/')
    const found = this.#store.get('replicasets', namespace, name)
    if (!found) return
    const set = replicaSet.parse(found)
    const pods = this.#store
      .list('pods', namespace)
      .filter((one) => isControlledBy(one, set.metadata.uid))
      .map((one) => pod.parse(one))
    const active = pods.filter(isActive)
    for (let count = active.length; count < set.spec.replicas; count += 1) this.#create(set)
    const surplus = active.sort(leastUseful).slice(0, Math.max(0, active.length - set.spec.replicas))
    for (const one of surplus) this.#remove(set, one)
    const left = this.#store
      .list('pods', namespace)
      .filter((one) => isControlledBy(one, set.metadata.uid))
      .map((one) => pod.parse(one))
      .filter(isActive)
    const now = this.#store.clock.now()
    const from = left.flatMap((one) => availableFrom(one, set.spec.minReadySeconds) ?? [])
    const [next] = from.filter((at) => at > now).sort((a, b) => a - b)
    if (next !== undefined) this.#queue.addAfter(key, next - now)
    const counts = {
      fullyLabeledReplicas: left.length,
      readyReplicas: left.filter(isReady).length,
      availableReplicas: from.filter((at) => at <= now).length,
    }
    const status = {
      replicas: left.length,
      ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      observedGeneration: set.metadata.generation ?? 1,
    }
    this.#store.update('replicasets', { ...found, status }, { manager, subresource: 'status' })
  }

  #create(set: ReplicaSet): void {
    const { name, namespace = '', uid } = set.metadata
    const { template } = set.spec
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid, controller: true, blockOwnerDeletion: true },
    ]
    const { creationTimestamp: _none, ...metadata } = template.metadata ?? {}
    const draft = {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        ...metadata,
        name: `${name}-${randomSuffix()}`,
        generateName: `${name}-`,
        namespace,
        uid: '',
        resourceVersion: '',
        ownerReferences,
      },
      spec: template.spec,
    }
    const rules = rulesOf('pods')
    const { spec } = rules.defaults?.(draft) ?? draft
    const { uid: _uid, resourceVersion: _version, ...born } = draft.metadata
    const made = this.#store.create(
      'pods',
      { ...draft, metadata: born, spec, status: rules.newStatus },
      { manager },
    )
    tell(this.#store, set, component, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${made.metadata.name}`,
    })
  }

  #remove(set: ReplicaSet, one: Pod): void {
    const grace = one.spec.terminationGracePeriodSeconds ?? 30
    this.#store.update('pods', stopping(one, this.#store.clock.now(), grace), { manager })
    tell(this.#store, set, component, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${one.metadata.name}`,
    })
  }
}

/** Unready pods go first, then the youngest. */
function leastUseful(a: Pod, b: Pod): number {
  if (isReady(a) !== isReady(b)) return isReady(a) ? 1 : -1
  return (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '')
}
