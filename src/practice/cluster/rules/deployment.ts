import { matchesSelector } from '../api/selectors.ts'
import type { Cause } from '../api/status.ts'
import { isEqual } from '../equal.ts'
import { labelSelector } from '../kinds/deployment.ts'
import type { Fields, KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import { quantitiesOf, resourceCauses } from './container-resources.ts'
import { podSpecFields, templateDefaults, withoutEmpty } from './pod-template.ts'
import type { Rules } from './rules.ts'

export const deploymentRules: Rules = {
  generations: true,
  annotationsCount: true,
  newStatus: {},
  defaults(object) {
    const spec = isFields(object.spec) ? object.spec : {}
    const template = isFields(spec.template) ? spec.template : {}
    return {
      ...object,
      spec: {
        ...withoutEmpty(spec),
        replicas: spec.replicas ?? 1,
        template: templateDefaults(template),
        strategy: strategyDefaults(isFields(spec.strategy) ? spec.strategy : {}),
        revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
        progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
      },
    }
  },
  validate: (object, before) => [
    ...replicaCauses(object),
    ...selectorCauses(object, before),
    ...containerCauses(object),
    ...resourceCauses(object, 'spec.template.spec'),
  ],
  quantities: quantitiesOf('spec.template.spec'),
  fields: [
    ...['minReadySeconds', 'paused', 'progressDeadlineSeconds', 'replicas', 'revisionHistoryLimit'].map(
      (field) => `spec.${field}`,
    ),
    ...['selector', 'strategy', 'strategy.type', 'strategy.rollingUpdate', 'template'].map(
      (field) => `spec.${field}`,
    ),
    ...['template.metadata', 'template.spec'].map((field) => `spec.${field}`),
    ...podSpecFields.map((field) => `spec.template.spec.${field}`),
  ],
}

function strategyDefaults(strategy: Fields): Fields {
  if (strategy.type === 'Recreate') return strategy
  const rolling = isFields(strategy.rollingUpdate) ? strategy.rollingUpdate : {}
  return {
    ...strategy,
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%', ...withoutEmpty(rolling) },
  }
}

export function replicaCauses(object: KubeObject): Cause[] {
  const replicas = fieldAt(object, 'spec.replicas')
  if (typeof replicas !== 'number' || replicas >= 0) return []
  const message = `Invalid value: ${replicas}: must be greater than or equal to 0`
  return [{ reason: 'FieldValueInvalid', message, field: 'spec.replicas' }]
}

/** Go prints a map as its clients know it from error messages. */
const goMap = (labels: Record<string, string>): string =>
  `map[string]string{${Object.keys(labels)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(labels[key])}`)
    .join(', ')}}`

function selectorCauses(object: KubeObject, before: KubeObject | undefined): Cause[] {
  const selector = labelSelector.safeParse(fieldAt(object, 'spec.selector'))
  if (!selector.success)
    return [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' }]
  const found = fieldAt(object, 'spec.template.metadata.labels')
  const labels: Record<string, string> = {}
  if (isFields(found)) for (const [key, value] of Object.entries(found)) labels[key] = String(value)
  const causes: Cause[] = []
  if (!matchesSelector(selector.data, labels))
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${goMap(labels)}: \`selector\` does not match template \`labels\``,
      field: 'spec.template.metadata.labels',
    })
  if (before && !isEqual(fieldAt(before, 'spec.selector'), fieldAt(object, 'spec.selector')))
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: v1.LabelSelector{MatchLabels:${goMap(selector.data.matchLabels ?? {})}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable`,
      field: 'spec.selector',
    })
  return causes
}

function containerCauses(object: KubeObject): Cause[] {
  const containers = fieldAt(object, 'spec.template.spec.containers')
  const base = 'spec.template.spec.containers'
  if (!Array.isArray(containers) || containers.length === 0)
    return [{ reason: 'FieldValueRequired', message: 'Required value', field: base }]
  return containers.flatMap((container, index) =>
    ['name', 'image'].flatMap((field): Cause[] =>
      fieldAt(container, field)
        ? []
        : [{ reason: 'FieldValueRequired', message: 'Required value', field: `${base}[${index}].${field}` }],
    ),
  )
}
