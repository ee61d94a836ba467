import { matchesSelector } from '../api/selectors.ts'
import type { Budget } from '../kinds/budget.ts'
import { budget as budgetSchema } from '../kinds/budget.ts'
import type { Pod } from '../kinds/pod.ts'
import { isReady, pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { WorkQueue } from './queue.ts'

const reactMs = 20
/** How long an evicted pod counts as gone before it is. */
const disruptionMs = 2 * 60_000
const manager = 'kube-controller-manager'
const looked = new Set(['poddisruptionbudgets', 'pods', 'deployments', 'replicasets'])

/** The budgets that cover a pod; one without a selector covers none. */
export const budgetsOf = (store: Store, { metadata }: KubeObject): Budget[] =>
  store
    .list('poddisruptionbudgets', metadata.namespace)
    .map((one) => budgetSchema.parse(one))
    .filter(({ spec }) => spec.selector && matchesSelector(spec.selector, metadata.labels ?? {}))

/** Works out how many pods each budget can spare (kubernetes/pkg/controller/disruption/disruption.go). */
export class BudgetController {
  readonly #store: Store
  readonly #queue: WorkQueue

  constructor(store: Store) {
    this.#store = store
    this.#queue = new WorkQueue(store.clock, reactMs, (key) => this.#sync(key))
    for (const one of store.list('poddisruptionbudgets')) this.#add(one)
    store.subscribe(({ resource, object }) => {
      if (!looked.has(resource)) return
      for (const one of store.list('poddisruptionbudgets', object.metadata.namespace)) this.#add(one)
    })
  }

  stop(): void {
    this.#queue.stop()
  }

  #add({ metadata }: KubeObject): void {
    this.#queue.add(`${metadata.namespace}/${metadata.name}`)
  }

  #sync(key: string): void {
    const [namespace = '', name = ''] = key.split('/')
    const found = this.#store.get('poddisruptionbudgets', namespace, name)
    if (!found) return
    const now = this.#store.clock.now()
    const budget = budgetSchema.parse(found)
    const { selector } = budget.spec
    const pods = this.#store
      .list('pods', namespace)
      .filter(({ metadata }) => selector && matchesSelector(selector, metadata.labels ?? {}))
      .map((one) => podSchema.parse(one))
    const disrupted = stillDisrupted(budget, pods, now)
    const healthy = pods.filter(
      (one) => !one.metadata.deletionTimestamp && isReady(one) && !(one.metadata.name in disrupted),
    ).length
    const { expected, desired } = this.#wanted(budget, pods)
    const spare = expected > 0 ? Math.max(0, healthy - desired) : 0
    const { disruptedPods: _old, ...status } = budget.status
    const generation = budget.metadata.generation ?? 1
    budget.status = {
      ...status,
      observedGeneration: generation,
      disruptionsAllowed: spare,
      currentHealthy: healthy,
      desiredHealthy: desired,
      expectedPods: expected,
      ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
      conditions: [conditionOf(budget, spare, generation, now)],
    }
    this.#store.update('poddisruptionbudgets', budget, { manager, subresource: 'status' })
    const [soonest] = Object.values(disrupted).sort()
    if (soonest) this.#queue.addAfter(key, Date.parse(soonest) + disruptionMs - now + 1)
  }

  /** A number of pods to keep is one of those that are; shares and losses are of those that should be. */
  #wanted({ spec }: Budget, pods: Pod[]): { expected: number; desired: number } {
    const { minAvailable, maxUnavailable } = spec
    if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable }
    const expected = this.#scaleOf(pods)
    if (minAvailable) return { expected, desired: share(minAvailable, expected) }
    if (maxUnavailable === null || maxUnavailable === undefined) return { expected: 0, desired: 0 }
    return { expected, desired: Math.max(0, expected - share(maxUnavailable, expected)) }
  }

  #scaleOf(pods: Pod[]): number {
    const owners = new Map<string, number>()
    for (const one of pods) {
      const { namespace, ownerReferences } = one.metadata
      const set = ownerReferences?.find((owner) => owner.controller && owner.kind === 'ReplicaSet')
      const found = set && this.#store.get('replicasets', namespace, set.name)
      const above = found?.metadata.ownerReferences?.find((owner) => owner.controller)
      const owner = (above && this.#store.get('deployments', namespace, above.name)) ?? found
      if (owner) owners.set(owner.metadata.uid, Number(fieldAt(owner, 'spec.replicas') ?? 1))
    }
    return [...owners.values()].reduce((sum, replicas) => sum + replicas, 0)
  }
}

const share = (value: number | string, of: number): number =>
  typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * of) / 100)

function stillDisrupted({ status }: Budget, pods: Pod[], now: number): Record<string, string> {
  const waiting = new Set(
    pods.filter(({ metadata }) => !metadata.deletionTimestamp).map(({ metadata }) => metadata.name),
  )
  const all = Object.entries(status.disruptedPods ?? {})
  return Object.fromEntries(
    all.filter(([name, at]) => waiting.has(name) && Date.parse(at) + disruptionMs > now),
  )
}

function conditionOf({ status }: Budget, spare: number, observedGeneration: number, now: number) {
  const state = spare > 0 ? 'True' : 'False'
  const before = status.conditions?.find((one) => one.type === 'DisruptionAllowed')
  return {
    type: 'DisruptionAllowed',
    status: state,
    observedGeneration,
    lastTransitionTime: before?.status === state ? before.lastTransitionTime : timestamp(now),
    reason: spare > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  }
}
