import { deployment as deploymentSchema } from '../kinds/deployment.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import type { Store } from '../store.ts'
import { tell } from './events.ts'

const everyMs = 15_000
const manager = 'kube-controller-manager'

/**
 * Keeps Deployments between their autoscalers' bounds. There are no metrics to scale by in between;
 * a Deployment scaled to zero is left alone, as the real controller does.
 */
export class AutoscalerController {
  readonly #store: Store
  #cancel: () => void

  constructor(store: Store) {
    this.#store = store
    this.#cancel = store.clock.after(everyMs, () => this.#round())
  }

  stop(): void {
    this.#cancel()
  }

  #round(): void {
    for (const autoscaler of this.#store.list('horizontalpodautoscalers')) this.#sync(autoscaler)
    this.#cancel = this.#store.clock.after(everyMs, () => this.#round())
  }

  #sync(autoscaler: KubeObject): void {
    const { namespace } = autoscaler.metadata
    const found = this.#store.get(
      'deployments',
      namespace,
      String(fieldAt(autoscaler, 'spec.scaleTargetRef.name')),
    )
    if (!found) return
    const { spec, status, metadata } = deploymentSchema.parse(found)
    const max = Number(fieldAt(autoscaler, 'spec.maxReplicas'))
    const min = Number(fieldAt(autoscaler, 'spec.minReplicas') ?? 1)
    const replicas = spec.replicas === 0 ? 0 : Math.min(max, Math.max(min, spec.replicas))
    if (replicas !== spec.replicas) {
      const generation = (metadata.generation ?? 0) + 1
      const after = { ...found, metadata: { ...metadata, generation }, spec: { ...spec, replicas } }
      this.#store.update('deployments', after, { manager, subresource: 'scale' })
      const bound = replicas === max ? 'above Spec.MaxReplicas' : 'below Spec.MinReplicas'
      tell(this.#store, autoscaler, 'horizontal-pod-autoscaler', {
        type: 'Normal',
        reason: 'SuccessfulRescale',
        message: `New size: ${replicas}; reason: Current number of replicas ${bound}`,
      })
    }
    const counts = { currentReplicas: status.replicas ?? 0, desiredReplicas: replicas }
    const told = { ...(isFields(autoscaler.status) ? autoscaler.status : {}), ...counts }
    this.#store.update(
      'horizontalpodautoscalers',
      { ...autoscaler, status: told },
      { manager, subresource: 'status' },
    )
  }
}
