import type { KubeObject } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
import { apiVersionOf } from '../resources.ts'
import { fromV1, toV1 } from '../rules/autoscaler.ts'

/** The stored object as the asked-for version shows it. */
export const viewed = (kind: ResourceKind, version: string, object: KubeObject): KubeObject =>
  kind.plural === 'horizontalpodautoscalers' && version === 'v1' ? toV1(object) : object

/** The object of the version that a client sent, as it is stored. */
export const storedForm = (kind: ResourceKind, version: string, object: KubeObject): KubeObject =>
  kind.plural === 'horizontalpodautoscalers' && version === 'v1' ? fromV1(object) : object

/** A list's members do not repeat what the list says of them. */
export function listOf(
  kind: ResourceKind,
  version: string,
  objects: KubeObject[],
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number },
): unknown {
  const items = objects.map((object) => {
    const { apiVersion: _apiVersion, kind: _kind, ...rest } = viewed(kind, version, object)
    return rest
  })
  return { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind.group, version), metadata, items }
}
