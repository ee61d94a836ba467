import type { Cause } from '../api/status.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import type { Rules } from './rules.ts'

const usual = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
]

export const autoscalerRules: Rules = {
  newStatus: { desiredReplicas: 0, currentMetrics: null },
  defaults(object) {
    const spec = isFields(object.spec) ? object.spec : {}
    const metrics = Array.isArray(spec.metrics) && spec.metrics.length > 0 ? spec.metrics : usual
    return { ...object, spec: { ...spec, minReplicas: spec.minReplicas ?? 1, metrics } }
  },
  quantities: ['value', 'averageValue'].flatMap((name) =>
    ['resource', 'containerResource', 'pods', 'object', 'external'].map(
      (source) => `spec.metrics[].${source}.target.${name}`,
    ),
  ),
  validate: (object) => [...targetCauses(object), ...boundCauses(object)],
}

const targetCauses = (object: KubeObject): Cause[] =>
  ['kind', 'name'].flatMap((name) => {
    const field = `spec.scaleTargetRef.${name}`
    return fieldAt(object, field) ? [] : [{ reason: 'FieldValueRequired', message: 'Required value', field }]
  })

function boundCauses(object: KubeObject): Cause[] {
  const max = fieldAt(object, 'spec.maxReplicas')
  const min = fieldAt(object, 'spec.minReplicas')
  const causes: Cause[] = []
  const refuse = (field: string, value: unknown, why: string) =>
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${value}: must be greater than ${why}`,
      field: `spec.${field}`,
    })
  if (typeof min === 'number' && min < 1) refuse('minReplicas', min, 'or equal to 1')
  if (typeof max !== 'number' || max < 1) refuse('maxReplicas', typeof max === 'number' ? max : 0, '0')
  if (typeof max === 'number' && typeof min === 'number' && max < min)
    refuse('maxReplicas', max, 'or equal to `minReplicas`')
  return causes
}
