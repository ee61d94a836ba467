import type { KubeObject } from '../object.ts'
import { fieldAt, isFields, timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { EventCorrelator } from './event-correlator.ts'

const managers: Record<string, string> = {
  'deployment-controller': 'kube-controller-manager',
  'replicaset-controller': 'kube-controller-manager',
  'horizontal-pod-autoscaler': 'kube-controller-manager',
  'default-scheduler': 'kube-scheduler',
}

/** What happened; `action` only where the component speaks `events.k8s.io`, as the scheduler does. */
export type Happening = {
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  fieldPath?: string
  action?: string
}

const correlators = new WeakMap<Store, EventCorrelator>()
let counter = 0

/** Tells what happened to an object as an Event, as controllers do; the same again only counts. */
export function tell(store: Store, about: KubeObject, component: string, what: Happening): void {
  const { namespace = 'default', name, uid } = about.metadata
  const correlator = correlators.get(store) ?? new EventCorrelator(store)
  correlators.set(store, correlator)
  const kind = [component, about.kind, uid, what.fieldPath ?? '', what.type, what.reason].join(' ')
  const { message, present, remember } = correlator.correlate(namespace, kind, what.message)
  const writer = { manager: managers[component] ?? component }
  if (present) {
    store.update('events', { ...present, message, ...again(present, store.clock.now()) }, writer)
    return
  }
  counter += 1
  const suffix = (store.clock.now() * 1000 + (counter % 1000)).toString(16)
  const made = store.create(
    'events',
    {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: `${name}.${suffix}`, namespace },
      involvedObject: reference(about, what.fieldPath),
      reason: what.reason,
      message,
      ...(what.action === undefined
        ? first(source(about, component), store.clock.now())
        : acted(component, what.action, store.clock.now())),
      type: what.type,
    },
    writer,
  )
  remember(made.metadata.name)
}

const reference = ({ apiVersion, kind, metadata }: KubeObject, fieldPath: string | undefined) => ({
  kind,
  ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
  name: metadata.name,
  uid: metadata.uid,
  apiVersion,
  resourceVersion: metadata.resourceVersion,
  ...(fieldPath ? { fieldPath } : {}),
})

/** A kubelet tells which node it is on. */
function source(about: KubeObject, component: string) {
  const host = about.kind === 'Node' ? about.metadata.name : fieldAt(about, 'spec.nodeName')
  return { component, ...(component === 'kubelet' && host ? { host } : {}) }
}

const first = (from: { component: string }, now: number) => ({
  source: from,
  firstTimestamp: timestamp(now),
  lastTimestamp: timestamp(now),
  count: 1,
  eventTime: null,
  reportingComponent: '',
  reportingInstance: '',
})

const acted = (component: string, action: string, now: number) => ({
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: microseconds(now),
  action,
  reportingComponent: component,
  reportingInstance: `${component}-practice`,
})

/** What a repetition changes. */
function again(present: KubeObject, now: number) {
  if (present.eventTime === null)
    return {
      count: (typeof present.count === 'number' ? present.count : 1) + 1,
      lastTimestamp: timestamp(now),
    }
  const series = isFields(present.series) ? present.series.count : 1
  return { series: { count: Number(series) + 1, lastObservedTime: microseconds(now) } }
}

/** Kubernetes' MicroTime. */
export const microseconds = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z')
