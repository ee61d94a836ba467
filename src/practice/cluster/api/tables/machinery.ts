import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, at, column, createdAt, name, size } from './columns.ts'

const service = (object: KubeObject): string => {
  const behind = fieldAt(object, 'spec.service')
  return behind ? `${fieldAt(behind, 'namespace')}/${fieldAt(behind, 'name')}` : 'Local'
}

const conditionOf = (object: KubeObject, path: string, type: string): unknown => {
  const found = fieldAt(object, path)
  return (Array.isArray(found) ? found : []).find((one) => fieldAt(one, 'type') === type)
}

const available = (object: KubeObject): string => {
  const condition = conditionOf(object, 'status.conditions', 'Available')
  if (fieldAt(condition, 'status') === 'True') return 'True'
  const reason = fieldAt(condition, 'reason')
  return reason === undefined ? 'Unknown' : `False (${reason})`
}

const healthy = (field: string) => (object: KubeObject) => {
  const condition = conditionOf(object, 'conditions', 'Healthy')
  if (field === 'status') return fieldAt(condition, 'status') === 'True' ? 'Healthy' : 'Unhealthy'
  return String(fieldAt(condition, field) ?? '')
}

const windowed = at('Window', 'window')
const webhooks = [name, size('Webhooks', 'webhooks'), age]

export const machineryColumns: Record<string, Column[]> = {
  apiservices: [name, column('Service', service), column('Available', available), age],
  componentstatuses: [
    name,
    column('Status', healthy('status')),
    column('Message', healthy('message')),
    column('Error', healthy('error')),
  ],
  customresourcedefinitions: [name, createdAt],
  flowschemas: [
    name,
    at('PriorityLevel', 'spec.priorityLevelConfiguration.name'),
    at('MatchingPrecedence', 'spec.matchingPrecedence'),
    at('DistinguisherMethod', 'spec.distinguisherMethod.type'),
    age,
    column('MissingPL', (object) =>
      String(fieldAt(conditionOf(object, 'status.conditions', 'Dangling'), 'status') ?? '?'),
    ),
  ],
  limitranges: [name, createdAt],
  mutatingwebhookconfigurations: webhooks,
  validatingadmissionpolicies: [
    name,
    size('Validations', 'spec.validations'),
    at('ParamKind', 'spec.paramKind.kind', { otherwise: '<unset>' }),
    age,
  ],
  validatingadmissionpolicybindings: [
    name,
    at('PolicyName', 'spec.policyName'),
    at('ParamRef', 'spec.paramRef.name', { otherwise: '<unset>' }),
    age,
  ],
  validatingwebhookconfigurations: webhooks,
  'nodes.metrics.k8s.io': [name, at('CPU', 'usage.cpu'), at('Memory', 'usage.memory'), windowed],
  'pods.metrics.k8s.io': [
    name,
    column('CPU', (object) => summed(object, 'cpu', 'n')),
    column('Memory', (object) => summed(object, 'memory', 'Ki')),
    windowed,
  ],
  poddisruptionbudgets: [
    name,
    at('Min Available', 'spec.minAvailable', { otherwise: 'N/A' }),
    at('Max Unavailable', 'spec.maxUnavailable', { otherwise: 'N/A' }),
    at('Allowed Disruptions', 'status.disruptionsAllowed', { otherwise: '0' }),
    age,
  ],
  priorityclasses: [
    name,
    at('Value', 'value', { otherwise: '0' }),
    at('Global-Default', 'globalDefault', { otherwise: 'false' }),
    age,
  ],
  prioritylevelconfigurations: [
    name,
    at('Type', 'spec.type'),
    at('AssuredConcurrencyShares', 'spec.limited.assuredConcurrencyShares'),
    at('Queues', 'spec.limited.limitResponse.queuing.queues'),
    at('HandSize', 'spec.limited.limitResponse.queuing.handSize'),
    at('QueueLengthLimit', 'spec.limited.limitResponse.queuing.queueLengthLimit'),
    age,
  ],
  resourcequotas: [
    name,
    column('Request', (object) => hard(object, false)),
    column('Limit', (object) => hard(object, true)),
    age,
  ],
  runtimeclasses: [name, at('Handler', 'handler'), age],
}

function summed(object: KubeObject, resource: string, unit: string): string {
  const containers = Array.isArray(object.containers) ? object.containers : []
  const amounts = containers.map((one) => Number.parseInt(String(fieldAt(one, `usage.${resource}`)), 10))
  return `${amounts.reduce((sum, one) => sum + one, 0)}${unit}`
}

/** What a quota counts: limits in one column, everything else in the other. */
function hard(object: KubeObject, limits: boolean): string {
  const most = Object.entries(fieldAt(object, 'spec.hard') ?? {})
  return most
    .filter(([key]) => key.startsWith('limits.') === limits)
    .map(([key, value]) => {
      const used = Object.entries(fieldAt(object, 'status.used') ?? {}).find(([other]) => other === key)?.[1]
      return `${key}: ${used ?? 0}/${value}`
    })
    .sort()
    .join(', ')
}
