import type { KubeObject } from '../object.ts'
import { fieldAt, timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import type { Answer } from './read.ts'
import { found, ok } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun, managerOf } from './request.ts'
import { selection } from './selectors.ts'
import { conflict } from './status.ts'
import { listOf } from './views.ts'

export function remove(store: Store, request: ResourceRequest): Answer {
  const object = found(store, request)
  const options = request.body.length > 0 ? decodeBody(request.contentType, request.body) : {}
  const uid = fieldAt(options, 'preconditions.uid')
  if (uid !== undefined && uid !== object.metadata.uid)
    throw conflict(
      request.kind,
      object.metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata.uid}`,
    )
  const dryRun = isDryRun(request) || (Array.isArray(options.dryRun) && options.dryRun.includes('All'))
  const grace = Number(request.query.get('gracePeriodSeconds') ?? options.gracePeriodSeconds ?? Number.NaN)
  const gone = dryRun ? object : removed(store, request, object, grace)
  return ok(request.kind.plural === 'pods' ? gone : successOf(request, object))
}

export function removeAll(store: Store, request: ResourceRequest): Answer {
  const { kind, version, namespace, query } = request
  const objects = store.list(kind.plural, namespace).filter(selection(query, kind, version))
  if (!isDryRun(request)) for (const object of objects) removed(store, request, object, Number.NaN)
  return ok(listOf(kind, version, objects, { resourceVersion: String(store.version) }))
}

/** A pod is asked to stop and goes when its node has stopped it; everything else goes at once. */
export function removed(
  store: Store,
  request: ResourceRequest,
  object: KubeObject,
  graceAsked: number,
): KubeObject {
  const { namespace, name, deletionTimestamp } = object.metadata
  const own = Number(fieldAt(object, 'spec.terminationGracePeriodSeconds') ?? 30)
  const grace = Number.isNaN(graceAsked) ? own : graceAsked
  if (request.kind.plural !== 'pods' || grace === 0)
    return store.remove(request.kind.plural, namespace, name) ?? object
  if (deletionTimestamp) return object
  return store.update('pods', stopping(object, store.clock.now(), grace), { manager: managerOf(request) })
}

/** The pod with the time by which it must have stopped. */
export const stopping = (pod: KubeObject, now: number, graceSeconds: number): KubeObject => ({
  ...pod,
  metadata: {
    ...pod.metadata,
    deletionTimestamp: timestamp(now + graceSeconds * 1000),
    deletionGracePeriodSeconds: graceSeconds,
  },
})

const successOf = ({ kind }: ResourceRequest, { metadata }: KubeObject) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: {
    name: metadata.name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.plural,
    uid: metadata.uid,
  },
})
