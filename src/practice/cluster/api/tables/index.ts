import type { KubeObject } from '../../object.ts'
import { qualified } from '../../resources.ts'
import type { ResourceRequest } from '../request.ts'
import { viewed } from '../views.ts'
import { accessColumns } from './access.ts'
import * as cluster from './cluster.ts'
import type { Column } from './columns.ts'
import { machineryColumns } from './machinery.ts'
import { networkColumns } from './network.ts'
import { podColumns } from './pods.ts'
import { storageColumns } from './storage.ts'
import { storedWorkloadColumns } from './stored-workloads.ts'
import { autoscalerColumns, deploymentColumns, replicaSetColumns } from './workloads.ts'

/** By plural name, with the group where two groups have the same. */
const columns: Record<string, Column[]> = {
  ...accessColumns,
  ...machineryColumns,
  ...networkColumns,
  ...storageColumns,
  ...storedWorkloadColumns,
  configmaps: cluster.configMapColumns,
  deployments: deploymentColumns,
  events: cluster.eventColumns,
  horizontalpodautoscalers: autoscalerColumns,
  leases: cluster.leaseColumns,
  namespaces: cluster.namespaceColumns,
  nodes: cluster.nodeColumns,
  pods: podColumns,
  replicasets: replicaSetColumns,
  secrets: cluster.secretColumns,
  services: cluster.serviceColumns,
}

/** `kubectl get` prefers a table drawn by the server; the first media type it accepts decides. */
export const asksForTable = (accept: string): boolean => {
  const first = accept.split(',')[0] ?? ''
  return /as=Table/.test(first) && /g=meta\.k8s\.io/.test(first)
}

/** A `Table` of the objects. Further tables of one watch leave the column definitions out. */
export function tableOf(
  request: ResourceRequest,
  objects: KubeObject[],
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number },
  now: number,
  headed = false,
): unknown {
  const shown = columns[qualified(request.kind)] ?? columns[request.kind.plural] ?? cluster.plainColumns
  const version = /v=v1beta1/.test(request.accept.split(',')[0] ?? '') ? 'v1beta1' : 'v1'
  const definitions = shown.map(({ name, format, description, priority }) => ({
    name,
    type: 'string',
    format,
    description,
    priority,
  }))
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: headed ? null : definitions,
    rows: objects.map((object) => ({
      cells: shown.map((one) => one.cell(object, now)),
      ...rowObject(request, object),
    })),
  }
}

function rowObject(request: ResourceRequest, object: KubeObject): { object?: unknown } {
  switch (request.query.get('includeObject')) {
    case 'None':
      return {}
    case 'Object':
      return { object: viewed(request.kind, request.version, object) }
    default:
      return {
        object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
      }
  }
}
