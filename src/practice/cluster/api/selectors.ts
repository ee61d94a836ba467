import type { LabelSelector } from '../kinds/deployment.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
import { coreField, eventsGroup } from './event-views.ts'
import { badRequest } from './status.ts'

type Labels = Record<string, string>
export type Matches = (object: KubeObject) => boolean

const name = '[A-Za-z0-9][-A-Za-z0-9_./]*'
const setRule = new RegExp(`^(${name})\\s+(in|notin)\\s+\\(([^)]*)\\)$`)
const equalRule = new RegExp(`^(${name})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`)
const presentRule = new RegExp(`^(!?)\\s*(${name})$`)

/** Reads `app=a,tier!=b,env in (x,y),!canary` as `kubectl -l` writes it. */
export function labelSelector(text: string): (labels: Labels) => boolean {
  const rules = splitOutside(text).map(labelRule)
  return (labels) => rules.every((rule) => rule(labels))
}

function labelRule(text: string): (labels: Labels) => boolean {
  const set = setRule.exec(text)
  if (set) {
    const [, key = '', operator, list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    return (labels) => values.includes(labels[key] ?? '\0') === (operator === 'in')
  }
  const equal = equalRule.exec(text)
  if (equal) {
    const [, key = '', operator, value = ''] = equal
    return (labels) => (labels[key] === value) === (operator !== '!=')
  }
  const present = presentRule.exec(text)
  if (!present)
    throw badRequest(`unable to parse requirement: found '${text}', expected: a label requirement`)
  const [, not, key = ''] = present
  return (labels) => key in labels === (not === '')
}

/** Commas inside parentheses belong to a set. */
const splitOutside = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)

/** The selector object of a Deployment, ReplicaSet or Service. */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    if (labels[key] !== value) return false
  return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const has = key in labels
    if (operator === 'Exists') return has
    if (operator === 'DoesNotExist') return !has
    const within = has && (values ?? []).includes(labels[key] ?? '')
    return operator === 'In' ? within : !within
  })
}

/** As `kubectl` and the Scale subresource print it. */
export const selectorText = (selector: LabelSelector): string =>
  [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) => {
      if (operator === 'Exists') return key
      if (operator === 'DoesNotExist') return `!${key}`
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${(values ?? []).join(',')})`
    }),
  ]
    .sort()
    .join(',')

const common = ['metadata.name', 'metadata.namespace']
const selectable: Record<string, string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (field) => `involvedObject.${field}`,
    ),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  replicasets: ['status.replicas'],
  secrets: ['type'],
  jobs: ['status.successful'],
}

/** Reads `status.phase=Running,metadata.name!=x`; fields that the kind cannot be selected by are refused. */
export function fieldSelector(text: string, kind: ResourceKind, version: string): Matches {
  const allowed = [...common, ...(selectable[kind.plural] ?? [])]
  const rules = text
    .split(',')
    .filter(Boolean)
    .map((part): Matches => {
      const found = /^([^=!]+)(!=|==|=)(.*)$/.exec(part.trim())
      if (!found) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`)
      const [, asked = '', operator, value = ''] = found
      const path = kind.group === eventsGroup ? coreField(asked) : asked
      if (!allowed.includes(path))
        throw badRequest(
          `Unable to find "${kind.group}/${version}, Resource=${kind.plural}" that match label selector "", field selector "${text}": field label not supported: ${asked}`,
        )
      return (object) => (String(fieldAt(object, path) ?? '') === value) === (operator !== '!=')
    })
  return (object) => rules.every((rule) => rule(object))
}

/** Both selectors of a list or watch request. */
export function selection(query: URLSearchParams, kind: ResourceKind, version: string): Matches {
  const byLabel = labelSelector(query.get('labelSelector') ?? '')
  const byField = fieldSelector(query.get('fieldSelector') ?? '', kind, version)
  return (object) => byLabel(object.metadata.labels ?? {}) && byField(object)
}
