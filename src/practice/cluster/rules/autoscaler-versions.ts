import type { Fields, KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'

/** Where autoscaling/v1 keeps what its fields have no room for. */
const kept = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
  current: 'autoscaling.alpha.kubernetes.io/current-metrics',
}

const isCpu = (metric: unknown): boolean =>
  fieldAt(metric, 'resource.name') === 'cpu' && fieldAt(metric, 'resource.target.type') === 'Utilization'
const isCurrentCpu = (metric: unknown): boolean => fieldAt(metric, 'resource.name') === 'cpu'
const listAt = (object: unknown, path: string): unknown[] => {
  const found = fieldAt(object, path)
  return Array.isArray(found) ? found : []
}

/** autoscaling/v1 knows one metric only: a target share of the CPU asked for. */
export function toV1(object: KubeObject): KubeObject {
  const { metrics: _metrics, behavior, ...spec }: Fields = isFields(object.spec) ? object.spec : {}
  const metrics = listAt(object, 'spec.metrics')
  const cpu = metrics.find(isCpu)
  const others = metrics.filter((metric) => metric !== cpu)
  const currents = listAt(object, 'status.currentMetrics')
  const conditions = listAt(object, 'status.conditions')
  const annotations = {
    ...object.metadata.annotations,
    ...(others.length > 0 ? { [kept.metrics]: JSON.stringify(others) } : {}),
    ...(behavior ? { [kept.behavior]: JSON.stringify(behavior) } : {}),
    ...(conditions.length > 0 ? { [kept.conditions]: JSON.stringify(conditions) } : {}),
    ...(currents.length > 0 ? { [kept.current]: JSON.stringify(currents) } : {}),
  }
  const lastScaleTime = fieldAt(object, 'status.lastScaleTime')
  const percent = fieldAt(currents.find(isCurrentCpu), 'resource.current.averageUtilization')
  return {
    ...object,
    apiVersion: 'autoscaling/v1',
    metadata: {
      ...object.metadata,
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    spec: {
      ...spec,
      ...(cpu ? { targetCPUUtilizationPercentage: fieldAt(cpu, 'resource.target.averageUtilization') } : {}),
    },
    status: {
      ...(lastScaleTime ? { lastScaleTime } : {}),
      currentReplicas: fieldAt(object, 'status.currentReplicas') ?? 0,
      desiredReplicas: fieldAt(object, 'status.desiredReplicas') ?? 0,
      ...(percent === undefined ? {} : { currentCPUUtilizationPercentage: percent }),
    },
  }
}

/** What a client sent as autoscaling/v1, as it is stored. */
export function fromV1(object: KubeObject): KubeObject {
  const { targetCPUUtilizationPercentage: percent, ...spec }: Fields = isFields(object.spec)
    ? object.spec
    : {}
  const { status: _status, ...rest } = object
  const {
    [kept.metrics]: others,
    [kept.behavior]: behavior,
    [kept.conditions]: _conditions,
    [kept.current]: _current,
    ...annotations
  } = object.metadata.annotations ?? {}
  const cpu = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } },
  }
  const told = parsed(others)
  const metrics = [...(Array.isArray(told) ? told : []), ...(typeof percent === 'number' ? [cpu] : [])]
  const pace = parsed(behavior)
  return {
    ...rest,
    apiVersion: 'autoscaling/v2',
    metadata: { ...object.metadata, ...(object.metadata.annotations ? { annotations } : {}) },
    spec: {
      ...spec,
      ...(metrics.length > 0 ? { metrics } : {}),
      ...(pace ? { behavior: pace } : {}),
    },
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
