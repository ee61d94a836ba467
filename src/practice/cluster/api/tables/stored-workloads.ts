import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, at, column, each, name, pairs, since, size } from './columns.ts'
import { count, replicaSetColumns, templateColumns } from './workloads.ts'

const number = (title: string, path: string): Column => column(title, (object) => count(object, path))

const jobStatus = (object: KubeObject): string => {
  const conditions = fieldAt(object, 'status.conditions')
  const told = (Array.isArray(conditions) ? conditions : [])
    .filter((one) => fieldAt(one, 'status') === 'True')
    .map((one) => String(fieldAt(one, 'type')))
  return ['Complete', 'Failed', 'Suspended'].find((type) => told.includes(type)) ?? 'Running'
}

const took = (object: KubeObject, now: number): string => {
  const start = fieldAt(object, 'status.startTime')
  const end = fieldAt(object, 'status.completionTime')
  return typeof start === 'string' ? since(start, typeof end === 'string' ? Date.parse(end) : now) : ''
}

const controllerOf = ({ metadata }: KubeObject): string => {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  return owner ? `${owner.kind.toLowerCase()}.${owner.apiVersion.split('/')[0]}/${owner.name}` : '<none>'
}

/** Workloads that practice stores and does not run. */
export const storedWorkloadColumns: Record<string, Column[]> = {
  controllerrevisions: [name, column('Controller', controllerOf), number('Revision', 'revision'), age],
  daemonsets: [
    name,
    number('Desired', 'status.desiredNumberScheduled'),
    number('Current', 'status.currentNumberScheduled'),
    number('Ready', 'status.numberReady'),
    number('Up-to-date', 'status.updatedNumberScheduled'),
    number('Available', 'status.numberAvailable'),
    column('Node Selector', (object) => pairs(fieldAt(object, 'spec.template.spec.nodeSelector'))),
    age,
    ...templateColumns,
  ],
  statefulsets: [
    name,
    column('Ready', (object) => `${count(object, 'status.readyReplicas')}/${count(object, 'spec.replicas')}`),
    age,
    ...templateColumns.slice(0, 2),
  ],
  replicationcontrollers: replicaSetColumns,
  jobs: [
    name,
    column('Status', jobStatus),
    column('Completions', (object) => {
      const wanted = fieldAt(object, 'spec.completions') ?? 1
      return `${count(object, 'status.succeeded')}/${wanted}`
    }),
    column('Duration', took),
    age,
    ...templateColumns,
  ],
  cronjobs: [
    name,
    at('Schedule', 'spec.schedule'),
    at('Timezone', 'spec.timeZone'),
    column('Suspend', (object) => (fieldAt(object, 'spec.suspend') === true ? 'True' : 'False')),
    size('Active', 'status.active'),
    column('Last Schedule', (object, now) => {
      const last = fieldAt(object, 'status.lastScheduleTime')
      return last === undefined ? '<none>' : since(last, now)
    }),
    age,
    ...['name', 'image'].map((field) =>
      column(
        field === 'name' ? 'Containers' : 'Images',
        (object) =>
          each(fieldAt(object, 'spec.jobTemplate.spec.template.spec.containers'), (one) =>
            fieldAt(one, field),
          ),
        { wide: true },
      ),
    ),
    column('Selector', () => '<none>', { wide: true }),
  ],
  podtemplates: [
    name,
    column('Containers', (object) =>
      each(fieldAt(object, 'template.spec.containers'), (one) => fieldAt(one, 'name')),
    ),
    column('Images', (object) =>
      each(fieldAt(object, 'template.spec.containers'), (one) => fieldAt(one, 'image')),
    ),
    column('Pod Labels', (object) => pairs(fieldAt(object, 'template.metadata.labels'))),
  ],
}
