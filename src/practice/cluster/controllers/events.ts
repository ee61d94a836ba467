import type { KubeObject } from '../object.ts'
import { timestamp } from '../object.ts'
import type { Store } from '../store.ts'

const controllers: Record<string, string> = {
  'deployment-controller': 'kube-controller-manager',
  'replicaset-controller': 'kube-controller-manager',
}

let counter = 0

/** Tells what happened to an object as an Event, as controllers do; the same again only counts. */
export function tell(
  store: Store,
  about: KubeObject,
  component: string,
  event: { type: 'Normal' | 'Warning'; reason: string; message: string; fieldPath?: string },
): void {
  const { name, namespace = 'default', uid, resourceVersion } = about.metadata
  const now = timestamp(store.clock.now())
  const writer = { manager: controllers[component] ?? component }
  const same = store
    .list('events', namespace)
    .find((one) => one.reason === event.reason && one.message === event.message && isAbout(one, uid))
  if (same) {
    const count = (typeof same.count === 'number' ? same.count : 1) + 1
    store.update('events', { ...same, count, lastTimestamp: now }, writer)
    return
  }
  counter += 1
  const suffix = (store.clock.now() * 1000 + (counter % 1000)).toString(16)
  store.create(
    'events',
    {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: `${name}.${suffix}`, namespace },
      involvedObject: {
        kind: about.kind,
        namespace,
        name,
        uid,
        apiVersion: about.apiVersion,
        resourceVersion,
        ...(event.fieldPath ? { fieldPath: event.fieldPath } : {}),
      },
      reason: event.reason,
      message: event.message,
      source: { component },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type: event.type,
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    },
    writer,
  )
}

const isAbout = (event: KubeObject, uid: string): boolean => {
  const involved = event.involvedObject
  return typeof involved === 'object' && involved !== null && 'uid' in involved && involved.uid === uid
}
