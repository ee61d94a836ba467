import type { Cause } from '../api/status.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt } from '../object.ts'
import type { Rules } from './rules.ts'

export const budgetRules: Rules = {
  generations: true,
  newStatus: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  validate: (object) => [...bothCauses(object), ...counts.flatMap((name) => countCauses(object, name))],
}

const counts = ['minAvailable', 'maxUnavailable']

function bothCauses(object: KubeObject): Cause[] {
  if (counts.some((name) => fieldAt(object, `spec.${name}`) === undefined)) return []
  const message = `Invalid value: ${JSON.stringify(object.spec)}: minAvailable and maxUnavailable cannot be both set`
  return [{ reason: 'FieldValueInvalid', message, field: 'spec' }]
}

const percent =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

/** A count is zero or more, a share at most all (`ValidatePositiveIntOrPercent` and `IsNotMoreThan100Percent`). */
function countCauses(object: KubeObject, name: string): Cause[] {
  const field = `spec.${name}`
  const value = fieldAt(object, field)
  const refuse = (shown: unknown, why: string): Cause[] => [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${shown}: ${why}`, field },
  ]
  if (typeof value === 'number' && value < 0) return refuse(value, 'must be greater than or equal to 0')
  if (typeof value !== 'string') return []
  const shown = `intstr.IntOrString{Type:1, IntVal:0, StrVal:${JSON.stringify(value)}}`
  if (!/^[0-9]+%$/.test(value)) return refuse(shown, percent)
  return Number.parseInt(value, 10) > 100 ? refuse(shown, 'must not be greater than 100%') : []
}
