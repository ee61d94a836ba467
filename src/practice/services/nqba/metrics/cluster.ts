import { fieldAt } from '../../../cluster/object.ts'
import type { World } from '../../../cluster/world.ts'
import type { Sample } from '../../../internet/prometheus/sample.ts'
import { namespace } from '../programs/state.ts'

const sample = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, ...labels },
  value,
})

/** The cluster that NQBA runs in, as node-exporter and kube-state-metrics name it. What it was is not kept. */
export const clusterSamples = (world: World): Sample[] => [
  ...world.store.list('nodes').flatMap(({ metadata, ...node }) => [
    sample('kube_node_status_condition', isTrue(node, 'Ready') ? 1 : 0, {
      node: metadata.name,
      condition: 'Ready',
      status: 'true',
    }),
    sample('instance:node_cpu_utilisation:rate5m', 0.31, { instance: metadata.name }),
    sample('instance:node_memory_utilisation:ratio', 0.54, { instance: metadata.name }),
  ]),
  ...world.store.list('pods').map((pod) =>
    sample('kube_pod_status_phase', 1, {
      namespace: pod.metadata.namespace ?? '',
      pod: pod.metadata.name,
      phase: String(fieldAt(pod, 'status.phase')),
    }),
  ),
  ...world.store.list('horizontalpodautoscalers', namespace).map((autoscaler) =>
    sample('kube_horizontalpodautoscaler_status_condition', isTrue(autoscaler, 'ScalingActive') ? 1 : 0, {
      namespace,
      horizontalpodautoscaler: autoscaler.metadata.name,
      condition: 'ScalingActive',
      status: 'true',
    }),
  ),
  sample('kube_job_status_succeeded', 1, { namespace, job_name: 'nqba-backup-29387700' }),
  sample('kube_job_status_failed', 0, { namespace, job_name: 'nqba-backup-29387700' }),
]

function isTrue(object: object, condition: string): boolean {
  const all = fieldAt(object, 'status.conditions')
  return (
    Array.isArray(all) &&
    all.some((one) => fieldAt(one, 'type') === condition && fieldAt(one, 'status') === 'True')
  )
}
