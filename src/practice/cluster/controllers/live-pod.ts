import type { Pod } from '../kinds/pod.ts'
import { pod as podSchema } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'

/** The pod as it is now; undefined when it is gone, even if another has its name. */
export function livePod(store: Store, { metadata }: KubeObject): Pod | undefined {
  const found = store.get('pods', metadata.namespace, metadata.name)
  return found?.metadata.uid === metadata.uid ? podSchema.parse(found) : undefined
}

export function putStatus(store: Store, one: Pod): void {
  store.update('pods', one, { manager: 'kubelet', subresource: 'status' })
}

/** Changes the status of a pod, unless it is gone. */
export function changeStatus(store: Store, one: Pod, change: (latest: Pod) => Pod): void {
  const latest = livePod(store, one)
  if (latest) putStatus(store, change(latest))
}
