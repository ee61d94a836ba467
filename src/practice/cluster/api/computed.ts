import { nodeMetrics, podMetrics } from '../metrics/objects.ts'
import type { KubeObject } from '../object.ts'
import { timestamp } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
import { qualified } from '../resources.ts'
import type { World } from '../world.ts'
import type { ResourceRequest } from './request.ts'
import { ApiError } from './status.ts'

/** Kinds that nobody stores, by their names in messages. */
const sources: Record<string, (world: World, namespace?: string) => KubeObject[]> = {
  componentstatuses: ({ clock }) =>
    ['controller-manager', 'etcd-0', 'scheduler'].map((name) => ({
      kind: 'ComponentStatus',
      apiVersion: 'v1',
      metadata: { name, uid: '', resourceVersion: '', creationTimestamp: timestamp(clock.now()) },
      conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
    })),
  'nodes.metrics.k8s.io': nodeMetrics,
  'pods.metrics.k8s.io': podMetrics,
}

export const computed = (world: World, kind: ResourceKind, namespace?: string): KubeObject[] =>
  sources[qualified(kind)]?.(world, namespace) ?? []

/** Throws 404 in the words of a metrics server, which names its kind in lower case. */
export function computedOne(world: World, { kind, namespace, name = '' }: ResourceRequest): KubeObject {
  const found = computed(world, kind, namespace).find((one) => one.metadata.name === name)
  if (found) return found
  const called = kind.kind.toLowerCase()
  const place = namespace === undefined ? name : `${namespace}/${name}`
  const message = `${kind.group ? `${called}.${kind.group}` : kind.plural} "${place}" not found`
  throw new ApiError(404, 'NotFound', message, { name: place, group: kind.group, kind: called })
}
