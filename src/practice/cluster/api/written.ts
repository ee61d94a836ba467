import type { Writer } from '../managed-fields.ts'
import type { Fields, KubeObject } from '../object.ts'
import { kubeObject } from '../object.ts'
import type { Store } from '../store.ts'
import type { Answer } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { managerOf } from './request.ts'
import * as refuse from './status.ts'
import { asksForTable, tableOf } from './tables/index.ts'
import { viewed } from './views.ts'

export const writerOf = (request: ResourceRequest, applied?: Fields): Writer => ({
  manager: managerOf(request),
  ...(request.subresource === undefined ? {} : { subresource: request.subresource }),
  ...(applied ? { operation: 'Apply' as const, applied } : {}),
})

export function readObject(wanted: unknown, request: ResourceRequest): KubeObject {
  const object = kubeObject.safeParse(wanted)
  if (object.success) return object.data
  const issue = object.error.issues[0]
  const why = `json: cannot unmarshal into Go struct field ${request.kind.kind}.${issue?.path.join('.') ?? ''}`
  if (request.verb === 'patch') throw refuse.invalidPatch(wanted, why)
  throw refuse.badRequest(
    `${request.kind.kind} in version "${request.version}" cannot be handled as a ${request.kind.kind}: ${why}`,
  )
}

export function shown(store: Store, request: ResourceRequest, object: KubeObject): Answer {
  if (!asksForTable(request.accept))
    return { status: 200, body: viewed(request.kind, request.version, object) }
  const version = { resourceVersion: object.metadata.resourceVersion }
  return { status: 200, body: tableOf(request, [object], version, store.clock.now()) }
}
