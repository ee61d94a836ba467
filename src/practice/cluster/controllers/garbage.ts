import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'

const collected = ['replicasets', 'pods']

/** Takes away what an owner leaves behind. */
export function collectGarbage(store: Store): void {
  store.subscribe(({ type, resource, object }) => {
    if (type !== 'DELETED') return
    for (const kind of collected)
      for (const dependent of store.list(kind, object.metadata.namespace))
        if (isOwned(dependent, object.metadata.uid))
          store.remove(kind, dependent.metadata.namespace, dependent.metadata.name)
    if (resource === 'namespaces') emptyNamespace(store, object.metadata.name)
  })
}

const isOwned = (object: KubeObject, uid: string): boolean =>
  object.metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false

function emptyNamespace(store: Store, namespace: string): void {
  for (const resource of Object.keys(store.dump().objects))
    for (const object of store.list(resource, namespace))
      store.remove(resource, namespace, object.metadata.name)
}
