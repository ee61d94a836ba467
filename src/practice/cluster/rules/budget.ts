import type { Cause } from '../api/status.ts'
import { fieldAt } from '../object.ts'
import type { Rules } from './rules.ts'

export const budgetRules: Rules = {
  generations: true,
  newStatus: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  validate(object): Cause[] {
    const counts = ['minAvailable', 'maxUnavailable'].map((name) => fieldAt(object, `spec.${name}`))
    if (counts.includes(undefined)) return []
    const message = `Invalid value: ${JSON.stringify(object.spec)}: minAvailable and maxUnavailable cannot be both set`
    return [{ reason: 'FieldValueInvalid', message, field: 'spec' }]
  },
}
