import { labelSelector } from '../../kinds/deployment.ts'
import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import { selectorText } from '../selectors.ts'
import type { Column } from './columns.ts'
import { age, column, each, name, orNone } from './columns.ts'

export const count = (object: KubeObject, path: string): number => {
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

export const templateColumns = [
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

/** `cpu: 28%/70%`: what is used, of what is aimed at; unknown until the controller has read it. */
const targets = (object: KubeObject): string =>
  each(fieldAt(object, 'spec.metrics'), (metric) => {
    const resource = fieldAt(metric, 'resource.name')
    const statuses = fieldAt(object, 'status.currentMetrics')
    const status = (Array.isArray(statuses) ? statuses : []).find(
      (one) => fieldAt(one, 'resource.name') === resource,
    )
    const share = fieldAt(metric, 'resource.target.averageUtilization')
    const current = fieldAt(
      status,
      share === undefined ? 'resource.current.averageValue' : 'resource.current.averageUtilization',
    )
    const aim = share === undefined ? fieldAt(metric, 'resource.target.averageValue') : `${share}%`
    const unit = share === undefined ? '' : '%'
    return `${orNone(resource)}: ${current === undefined ? '<unknown>' : `${current}${unit}`}/${aim ?? '<auto>'}`
  })

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
