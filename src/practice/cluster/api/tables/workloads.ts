import { labelSelector } from '../../kinds/deployment.ts'
import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import { selectorText } from '../selectors.ts'
import type { Column } from './columns.ts'
import { age, column, name, orNone } from './columns.ts'

const count = (object: KubeObject, path: string): number => {
  const found = fieldAt(object, path)
  return typeof found === 'number' ? found : 0
}

const ofContainers = (field: string) => (object: KubeObject) => {
  const containers = fieldAt(object, 'spec.template.spec.containers')
  return Array.isArray(containers) ? containers.map((one) => fieldAt(one, field)).join(',') : ''
}

const selector = (object: KubeObject): string => {
  const read = labelSelector.safeParse(fieldAt(object, 'spec.selector'))
  return read.success ? selectorText(read.data) : ''
}

const templateColumns = [
  column('Containers', ofContainers('name'), { wide: true, says: 'Names of the containers' }),
  column('Images', ofContainers('image'), { wide: true, says: 'Images of the containers' }),
  column('Selector', selector, { wide: true, says: 'Labels of the pods it looks after' }),
]

export const deploymentColumns: Column[] = [
  name,
  column('Ready', (object) => `${count(object, 'status.readyReplicas')}/${count(object, 'spec.replicas')}`),
  column('Up-to-date', (object) => count(object, 'status.updatedReplicas')),
  column('Available', (object) => count(object, 'status.availableReplicas')),
  age,
  ...templateColumns,
]

export const replicaSetColumns: Column[] = [
  name,
  column('Desired', (object) => count(object, 'spec.replicas')),
  column('Current', (object) => count(object, 'status.replicas')),
  column('Ready', (object) => count(object, 'status.readyReplicas')),
  age,
  ...templateColumns,
]

const targets = (object: KubeObject): string => {
  const metrics = fieldAt(object, 'spec.metrics')
  const list = Array.isArray(metrics) ? metrics : []
  const told = list.map((metric) => {
    const target = fieldAt(metric, 'resource.target.averageUtilization')
    return `${orNone(fieldAt(metric, 'resource.name'))}: <unknown>/${target === undefined ? '<auto>' : `${target}%`}`
  })
  return told.length > 0 ? told.join(', ') : '<none>'
}

export const autoscalerColumns: Column[] = [
  name,
  column(
    'Reference',
    (object) =>
      `${fieldAt(object, 'spec.scaleTargetRef.kind')}/${fieldAt(object, 'spec.scaleTargetRef.name')}`,
  ),
  column('Targets', targets),
  column('MinPods', (object) => orNone(fieldAt(object, 'spec.minReplicas'))),
  column('MaxPods', (object) => count(object, 'spec.maxReplicas')),
  column('Replicas', (object) => count(object, 'status.currentReplicas')),
  age,
]
