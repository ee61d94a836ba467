import type { DisruptionBudget } from '../app/ports/cluster-objects.ts'
import { readAll } from './ask.ts'
import type { Connection } from './connection.ts'
import { type LabelSelector, disruptionBudget as shape } from './objects.ts'

/**
 * Whether a policy/v1 budget covers pods with these labels: an empty selector covers every pod of the namespace,
 * none at all covers no pod. Source: kubernetes.io/docs/tasks/run-application/configure-pdb; the operators are
 * those of apimachinery/pkg/labels/selector.go, where `NotIn` also holds for a label that is not there.
 */
export function covers(selector: LabelSelector | null | undefined, labels: Record<string, string>): boolean {
  if (!selector) return false
  const plain = Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value)
  return plain && selector.matchExpressions.every((rule) => holds(rule, labels))
}

function holds(
  { key, operator, values }: LabelSelector['matchExpressions'][number],
  labels: Record<string, string>,
): boolean {
  const value = labels[key]
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const among = value !== undefined && values.includes(value)
  return operator === 'In' ? among : !among
}

export async function listDisruptionBudgets(
  connection: Connection,
  namespace: string,
  labels: Record<string, string>,
): Promise<DisruptionBudget[]> {
  const kind = { group: 'policy', version: 'v1', resource: 'poddisruptionbudgets' }
  const all = await readAll(connection, { ...kind, namespace }, shape)
  return all
    .filter(({ spec }) => covers(spec.selector, labels))
    .map(({ metadata, status }) => ({
      name: metadata.name,
      disruptionsAllowed: status.disruptionsAllowed,
      healthy: status.currentHealthy,
      wanted: status.desiredHealthy,
    }))
}
