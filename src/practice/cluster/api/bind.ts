import { fieldAt, isFields } from '../object.ts'
import { findKind } from '../resources.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import type { Answer } from './read.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun, managerOf } from './request.ts'
import { conflict, created, invalid } from './status.ts'

/** Puts a pod on a node, as a scheduler does. */
export function bind(store: Store, request: ResourceRequest): Answer {
  const body = decodeBody(request.contentType, request.body)
  const kind = findKind('', 'v1', 'pods') ?? request.kind
  const name = request.name ?? String(fieldAt(body, 'metadata.name') ?? '')
  const node = fieldAt(body, 'target.name')
  if (typeof node !== 'string' || node === '')
    throw invalid({ ...kind, kind: 'Binding' }, name, [
      { reason: 'FieldValueRequired', message: 'Required value', field: 'target.name' },
    ])
  const pod = found(store, { ...request, kind, name })
  const bound = fieldAt(pod, 'spec.nodeName')
  if (bound)
    throw conflict(
      { ...kind, plural: 'pods/binding' },
      name,
      `pod ${name} is already assigned to node "${bound}"`,
    )
  const spec = { ...(isFields(pod.spec) ? pod.spec : {}), nodeName: node }
  if (!isDryRun(request)) store.update('pods', { ...pod, spec }, { manager: managerOf(request) })
  return created()
}
