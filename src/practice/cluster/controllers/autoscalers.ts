import { matchesSelector } from '../api/selectors.ts'
import type { Autoscaler, AutoscalerCondition } from '../kinds/autoscaler.ts'
import { autoscaler as autoscalerSchema } from '../kinds/autoscaler.ts'
import { labelSelector } from '../kinds/deployment.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields, timestamp } from '../object.ts'
import type { World } from '../world.ts'
import type { Told } from './autoscaler-limits.ts'
import { ScalingMemory } from './autoscaler-limits.ts'
import { computed } from './autoscaler-metrics.ts'
import { podsOf } from './autoscaler-replicas.ts'
import { tell } from './events.ts'

const everyMs = 15_000
const manager = 'kube-controller-manager'
const component = 'horizontal-pod-autoscaler'
const scalable: Record<string, string> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
}

type Outcome = { replicas: number; why: string; statuses?: unknown[] }

/**
 * Scales by the pods' metrics, between bounds, every 15 seconds; a target scaled to zero is left alone.
 * The rules, reasons and words are the real controller's (kubernetes/pkg/controller/podautoscaler/horizontal.go).
 */
export class AutoscalerController {
  readonly #world: World
  #memories = new Map<string, ScalingMemory>()
  #cancels = new Map<string, () => void>()

  constructor(world: World) {
    this.#world = world
    for (const one of world.store.list('horizontalpodautoscalers')) this.#soon(one)
    world.store.subscribe(({ resource, type, object }) => {
      if (resource !== 'horizontalpodautoscalers') return
      if (type === 'ADDED') this.#soon(object)
      if (type === 'DELETED') this.#forget(object.metadata.uid)
    })
  }

  stop(): void {
    for (const uid of [...this.#cancels.keys()]) this.#forget(uid)
  }

  /** Each in its own rhythm, from when it was made. */
  #soon({ metadata: { uid, namespace, name } }: KubeObject): void {
    const cancel = this.#world.clock.after(everyMs, () => {
      const found = this.#world.store.get('horizontalpodautoscalers', namespace, name)
      if (!found) return
      this.#soon(found)
      this.#sync(found)
    })
    this.#cancels.set(uid, cancel)
  }

  #forget(uid: string): void {
    this.#cancels.get(uid)?.()
    this.#cancels.delete(uid)
    this.#memories.delete(uid)
  }

  #sync(found: KubeObject): void {
    const read = autoscalerSchema.safeParse(found)
    if (!read.success) return
    const autoscaler = read.data
    const { kind, name } = autoscaler.spec.scaleTargetRef
    const resource = scalable[kind] ?? ''
    const target = this.#world.store.get(resource, found.metadata.namespace, name)
    if (!target) {
      const why = `${resource || kind.toLowerCase()}.apps "${name}" not found`
      this.#warn(found, 'FailedGetScale', why)
      const said = `the HPA controller was unable to get the target's current scale: ${why}`
      this.#condition(autoscaler, 'AbleToScale', ['False', 'FailedGetScale', said])
      this.#store(autoscaler)
      return
    }
    const said = "the HPA controller was able to get the target's current scale"
    this.#condition(autoscaler, 'AbleToScale', ['True', 'SucceededGetScale', said])
    const current = Number(fieldAt(target, 'spec.replicas') ?? 0)
    const outcome = this.#decide(autoscaler, target, current)
    const desired = outcome?.replicas ?? autoscaler.status.desiredReplicas
    if (outcome && desired !== current) this.#rescale(autoscaler, resource, target, outcome)
    autoscaler.status = {
      ...autoscaler.status,
      currentReplicas: current,
      desiredReplicas: desired,
      ...(outcome?.statuses ? { currentMetrics: outcome.statuses } : { currentMetrics: null }),
      ...(outcome && desired !== current ? { lastScaleTime: timestamp(this.#world.clock.now()) } : {}),
    }
    this.#store(autoscaler)
  }

  /** How many there should be; nothing where that cannot be said. */
  #decide(autoscaler: Autoscaler, target: KubeObject, current: number): Outcome | undefined {
    const { minReplicas, maxReplicas, metrics } = autoscaler.spec
    const memory = this.#memoryOf(autoscaler, current)
    if (current === 0 && minReplicas !== 0) {
      const said = 'scaling is disabled since the replica count of the target is zero'
      this.#condition(autoscaler, 'ScalingActive', ['False', 'ScalingDisabled', said])
      return { replicas: 0, why: '' }
    }
    if (current > maxReplicas)
      return { replicas: maxReplicas, why: 'Current number of replicas above Spec.MaxReplicas' }
    if (current < minReplicas)
      return { replicas: minReplicas, why: 'Current number of replicas below Spec.MinReplicas' }
    const found = computed(this.#world, metrics ?? [], this.#podsOf(target), current)
    for (const { reason, message } of found.failures) this.#warn(autoscaler, reason, message)
    if (found.replicas === undefined) {
      const [first] = found.failures
      if (!first) return undefined
      const said = `the HPA was unable to compute the replica count: ${first.message}`
      this.#condition(autoscaler, 'ScalingActive', ['False', first.reason, said])
      const invalid = `invalid metrics (${found.failures.length} invalid out of ${metrics?.length ?? 0}), first error is: ${first.wrapped}`
      this.#warn(autoscaler, 'FailedComputeMetricsReplicas', invalid)
      return undefined
    }
    const said = `the HPA was able to successfully calculate a replica count from ${found.metric}`
    this.#condition(autoscaler, 'ScalingActive', ['True', 'ValidMetricFound', said])
    const limited = memory.limited(autoscaler, current, found.replicas, this.#world.clock.now())
    this.#condition(autoscaler, 'AbleToScale', limited.ableToScale)
    this.#condition(autoscaler, 'ScalingLimited', limited.scalingLimited)
    const why = found.replicas > current ? `${found.metric} above target` : 'All metrics below target'
    return { replicas: limited.replicas, why, statuses: found.statuses }
  }

  #rescale(autoscaler: Autoscaler, resource: string, target: KubeObject, { replicas, why }: Outcome): void {
    const { store, clock } = this.#world
    const spec = isFields(target.spec) ? target.spec : {}
    const generation = (target.metadata.generation ?? 0) + 1
    const after = { ...target, metadata: { ...target.metadata, generation }, spec: { ...spec, replicas } }
    store.update(resource, after, { manager, subresource: 'scale' })
    const said = `the HPA controller was able to update the target scale to ${replicas}`
    this.#condition(autoscaler, 'AbleToScale', ['True', 'SucceededRescale', said])
    const message = `New size: ${replicas}; reason: ${why}`
    tell(store, autoscaler, component, { type: 'Normal', reason: 'SuccessfulRescale', message })
    this.#memories.get(autoscaler.metadata.uid)?.rescaled(clock.now(), replicas - Number(spec.replicas ?? 0))
  }

  #memoryOf({ metadata }: Autoscaler, current: number): ScalingMemory {
    const memory = this.#memories.get(metadata.uid) ?? new ScalingMemory(this.#world.clock.now(), current)
    this.#memories.set(metadata.uid, memory)
    return memory
  }

  #podsOf(target: KubeObject) {
    const selector = labelSelector.safeParse(fieldAt(target, 'spec.selector'))
    return podsOf(this.#world, target.metadata.namespace ?? '', (labels) =>
      selector.success ? matchesSelector(selector.data, labels) : false,
    )
  }

  /** The time of a condition moves only when its status does. */
  #condition({ status }: Autoscaler, type: string, [state, reason, message]: Told): void {
    const old = status.conditions ?? []
    const before = old.find((one) => one.type === type)
    const lastTransitionTime =
      before?.status === state ? before.lastTransitionTime : timestamp(this.#world.clock.now())
    const after: AutoscalerCondition = { type, status: state, lastTransitionTime, reason, message }
    status.conditions = before ? old.map((one) => (one === before ? after : one)) : [...old, after]
  }

  #warn(autoscaler: KubeObject, reason: string, message: string): void {
    tell(this.#world.store, autoscaler, component, { type: 'Warning', reason, message })
  }

  #store(autoscaler: Autoscaler): void {
    this.#world.store.update('horizontalpodautoscalers', autoscaler, { manager, subresource: 'status' })
  }
}
