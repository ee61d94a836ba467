import type { Cause } from '../api/status.ts'
import type { Fields, KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import type { Rules } from './rules.ts'

export const autoscalerRules: Rules = {
  newStatus: { desiredReplicas: 0, currentMetrics: null },
  defaults: (object) => ({
    ...object,
    spec: { minReplicas: 1, ...(isFields(object.spec) ? object.spec : {}) },
  }),
  validate(object) {
    const causes: Cause[] = []
    const max = fieldAt(object, 'spec.maxReplicas')
    const min = fieldAt(object, 'spec.minReplicas')
    if (typeof max !== 'number' || max < 1)
      causes.push({
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${typeof max === 'number' ? max : 0}: must be greater than 0`,
        field: 'spec.maxReplicas',
      })
    else if (typeof min === 'number' && max < min)
      causes.push({
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${max}: must be greater than or equal to \`minReplicas\``,
        field: 'spec.maxReplicas',
      })
    return causes
  },
}

const isCpu = (metric: unknown): boolean => fieldAt(metric, 'resource.name') === 'cpu'

/** autoscaling/v1 knows one metric only: a target share of the CPU asked for. */
export function toV1(object: KubeObject): KubeObject {
  const spec: Fields = isFields(object.spec) ? { ...object.spec } : {}
  const metrics = Array.isArray(spec.metrics) ? spec.metrics : []
  delete spec.metrics
  const target = fieldAt(metrics.find(isCpu), 'resource.target.averageUtilization')
  if (target !== undefined) spec.targetCPUUtilizationPercentage = target
  const current = fieldAt(object, 'status.currentReplicas') ?? 0
  const desired = fieldAt(object, 'status.desiredReplicas') ?? 0
  return {
    ...object,
    apiVersion: 'autoscaling/v1',
    spec,
    status: { currentReplicas: current, desiredReplicas: desired },
  }
}

export function fromV1(object: KubeObject): KubeObject {
  const spec: Fields = isFields(object.spec) ? { ...object.spec } : {}
  const target = spec.targetCPUUtilizationPercentage
  delete spec.targetCPUUtilizationPercentage
  const { status: _status, ...rest } = object
  if (typeof target !== 'number') return { ...rest, apiVersion: 'autoscaling/v2', spec }
  const metric = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: target } },
  }
  return { ...rest, apiVersion: 'autoscaling/v2', spec: { ...spec, metrics: [metric] } }
}
