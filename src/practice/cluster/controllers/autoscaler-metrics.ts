import { isServed } from '../api/aggregation.ts'
import type { Metric } from '../kinds/autoscaler.ts'
import type { Pod } from '../kinds/pod.ts'
import { fromMilli, milli } from '../quantity.ts'
import { metricsGroup } from '../resources/extensions.ts'
import type { World } from '../world.ts'
import type { Proposal } from './autoscaler-replicas.ts'
import { proposed } from './autoscaler-replicas.ts'

/** What the metrics ask for; `failures` in the order of the metrics. */
export type Computed = {
  /** Absent when nothing can be concluded. */
  replicas?: number
  /** The metric that asked for the most. */
  metric: string
  statuses: unknown[]
  failures: { reason: string; message: string; wrapped: string }[]
}

/**
 * The most that any metric asks for. While one cannot be read, the others may still let the target grow, but
 * not shrink (kubernetes/pkg/controller/podautoscaler/horizontal.go).
 */
export function computed(world: World, metrics: Metric[], pods: Pod[], current: number): Computed {
  const result: Computed = { metric: '', statuses: [], failures: [] }
  for (const metric of metrics) {
    const read = readMetric(world, metric, pods, current)
    if ('reason' in read) {
      result.failures.push(read)
      continue
    }
    result.statuses.push(read.status)
    if (result.replicas !== undefined && read.replicas <= result.replicas) continue
    result.replicas = read.replicas
    result.metric = read.name
  }
  const { replicas, failures } = result
  if (failures.length > 0 && replicas !== undefined && replicas < current) delete result.replicas
  return result
}

type Read =
  | { replicas: number; name: string; status: unknown }
  | { reason: string; message: string; wrapped: string }

function readMetric(world: World, metric: Metric, pods: Pod[], current: number): Read {
  const isContainer = metric.type === 'ContainerResource'
  const source = isContainer ? metric.containerResource : metric.resource
  if (!source || (metric.type !== 'Resource' && !isContainer)) return noAdapter(metric.type)
  const { name, container, target } = source
  const percent = target.type === 'Utilization' ? (target.averageUtilization ?? undefined) : undefined
  const words = isContainer ? `${name} container resource` : `${name} resource`
  const asked = {
    resource: name,
    container: isContainer ? container : undefined,
    ...(percent === undefined ? { averageMilli: milli(target.averageValue) ?? 0 } : { utilization: percent }),
  }
  try {
    if (!isServed(world.store, metricsGroup))
      throw new Error(
        `unable to get metrics for resource ${name}: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`,
      )
    const proposal = proposed(world, pods, current, asked)
    return {
      replicas: proposal.replicas,
      name: percent === undefined ? words : `${words} utilization (percentage of request)`,
      status: statusOf(metric.type, name, container, proposal),
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const message = `failed to get ${name} ${percent === undefined ? 'usage' : 'utilization'}: ${why}`
    const reason = isContainer ? 'FailedGetContainerResourceMetric' : 'FailedGetResourceMetric'
    return { reason, message, wrapped: `failed to get ${words} metric value: ${message}` }
  }
}

function statusOf(type: string, name: string, container: string | undefined, told: Proposal): unknown {
  const { utilization, averageMilli } = told
  const current = {
    ...(utilization === undefined ? {} : { averageUtilization: utilization }),
    averageValue: fromMilli(averageMilli),
  }
  if (type === 'ContainerResource') return { type, containerResource: { name, container, current } }
  return { type, resource: { name, current } }
}

/** There is no adapter for metrics of an application's own. */
function noAdapter(type: string): Read {
  const group = type === 'External' ? 'external.metrics.k8s.io' : 'custom.metrics.k8s.io'
  const kind = type.toLowerCase()
  const message = `unable to get metric for ${kind}: unable to fetch metrics from ${group}: no metrics returned`
  const wrapped = `failed to get ${kind} metric value: ${message}`
  return { reason: `FailedGet${type}Metric`, message, wrapped }
}
