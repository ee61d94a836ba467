import type { KubeObject } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
import { apiVersionOf } from '../resources.ts'
import { fromV1, toV1 } from '../rules/autoscaler-versions.ts'
import { coreEvent, eventsGroup, groupedEvent } from './event-views.ts'

/** The stored object as the asked-for version shows it. */
export function viewed(kind: ResourceKind, version: string, object: KubeObject): KubeObject {
  if (kind.group === eventsGroup) return groupedEvent(object)
  if (version === kind.versions[0]) return object
  if (kind.plural === 'horizontalpodautoscalers' && version === 'v1') return toV1(object)
  // Other versions of a kind differ in fields that nobody here fills in.
  return { ...object, apiVersion: apiVersionOf(kind.group, version) }
}

/** The object of the version that a client sent, as it is stored. */
export function storedForm(kind: ResourceKind, version: string, object: KubeObject): KubeObject {
  if (kind.group === eventsGroup) return coreEvent(object)
  if (version === kind.versions[0]) return object
  if (kind.plural === 'horizontalpodautoscalers' && version === 'v1') return fromV1(object)
  return { ...object, apiVersion: apiVersionOf(kind.group, kind.versions[0] ?? version) }
}

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
