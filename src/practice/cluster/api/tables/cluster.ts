import type { KubeObject } from '../../object.ts'
import { fieldAt, isFields } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, column, name, orNone, since } from './columns.ts'

const size = (object: KubeObject, field: string): number => {
  const map = object[field]
  return isFields(map) ? Object.keys(map).length : 0
}

const address = (type: string) => (object: KubeObject) => {
  const addresses = fieldAt(object, 'status.addresses')
  const list = Array.isArray(addresses) ? addresses : []
  return orNone(
    fieldAt(
      list.find((one) => fieldAt(one, 'type') === type),
      'address',
    ),
  )
}

const nodeStatus = (object: KubeObject): string => {
  const conditions = fieldAt(object, 'status.conditions')
  const list = Array.isArray(conditions) ? conditions : []
  const ready = list.find((one) => fieldAt(one, 'type') === 'Ready')
  const word = fieldAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  return fieldAt(object, 'spec.unschedulable') === true ? `${word},SchedulingDisabled` : word
}

const info = (field: string) => (object: KubeObject) => {
  const value = fieldAt(object, `status.nodeInfo.${field}`)
  return value === undefined || value === '' ? '<unknown>' : String(value)
}

export const nodeColumns: Column[] = [
  name,
  column('Status', nodeStatus),
  column('Roles', () => '<none>'),
  age,
  column('Version', info('kubeletVersion')),
  column('Internal-IP', address('InternalIP'), { wide: true }),
  column('External-IP', address('ExternalIP'), { wide: true }),
  column('OS-Image', info('osImage'), { wide: true }),
  column('Kernel-Version', info('kernelVersion'), { wide: true }),
  column('Container-Runtime', info('containerRuntimeVersion'), { wide: true }),
]

export const namespaceColumns: Column[] = [
  name,
  column('Status', (object) => orNone(fieldAt(object, 'status.phase'))),
  age,
]

export const configMapColumns: Column[] = [name, column('Data', (object) => size(object, 'data')), age]

export const secretColumns: Column[] = [
  name,
  column('Type', (object) => String(object.type ?? 'Opaque')),
  column('Data', (object) => size(object, 'data')),
  age,
]

const ports = (object: KubeObject): string => {
  const list = fieldAt(object, 'spec.ports')
  if (!Array.isArray(list)) return '<none>'
  return list.map((port) => `${fieldAt(port, 'port')}/${fieldAt(port, 'protocol') ?? 'TCP'}`).join(',')
}

const serviceSelector = (object: KubeObject): string => {
  const selector = fieldAt(object, 'spec.selector')
  if (!isFields(selector)) return '<none>'
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}

export const serviceColumns: Column[] = [
  name,
  column('Type', (object) => String(fieldAt(object, 'spec.type') ?? 'ClusterIP')),
  column('Cluster-IP', (object) => orNone(fieldAt(object, 'spec.clusterIP'))),
  column('External-IP', () => '<none>'),
  column('Port(s)', ports),
  age,
  column('Selector', serviceSelector, { wide: true }),
]

const text = (object: KubeObject, path: string): string => String(fieldAt(object, path) ?? '')

const involved = (object: KubeObject): string =>
  `${text(object, 'involvedObject.kind').toLowerCase()}/${text(object, 'involvedObject.name')}`

/** Who tells: events of `events.k8s.io` name it elsewhere. */
const source = (object: KubeObject): string => {
  const old = [text(object, 'source.component'), text(object, 'source.host')]
  const told = old[0] ? old : [text(object, 'reportingComponent'), text(object, 'reportingInstance')]
  return told.filter(Boolean).join(', ')
}

const seenFirst = (object: KubeObject): unknown => object.firstTimestamp ?? object.eventTime
const seenLast = (object: KubeObject): unknown =>
  fieldAt(object, 'series.lastObservedTime') ?? object.lastTimestamp ?? seenFirst(object)
const times = (object: KubeObject): number => {
  const count = fieldAt(object, 'series.count') ?? object.count
  return typeof count === 'number' ? count : 1
}

export const eventColumns: Column[] = [
  column('Last Seen', (object, now) => since(seenLast(object), now)),
  column('Type', (object) => text(object, 'type')),
  column('Reason', (object) => text(object, 'reason')),
  column('Object', involved),
  column('Subobject', (object) => text(object, 'involvedObject.fieldPath'), { wide: true }),
  column('Source', source, { wide: true }),
  column('Message', (object) => text(object, 'message').trim()),
  column('First Seen', (object, now) => since(seenFirst(object), now), { wide: true }),
  column('Count', times, { wide: true }),
  column('Name', (object) => object.metadata.name, { wide: true }),
]

export const leaseColumns: Column[] = [
  name,
  column('Holder', (object) => text(object, 'spec.holderIdentity')),
  age,
]

export const plainColumns: Column[] = [name, age]
