import type { KubeObject } from '../object.ts'
import { fieldAt, timestamp } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
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
  checkPreconditions(request.kind, object, options)
  const dryRun = isDryRun(request) || (Array.isArray(options.dryRun) && options.dryRun.includes('All'))
  const grace = Number(request.query.get('gracePeriodSeconds') ?? options.gracePeriodSeconds ?? Number.NaN)
  const gone = dryRun ? leaving(store, object, grace) : removed(store, request, object, grace)
  return ok(request.kind.plural === 'pods' ? gone : successOf(request, object))
}

/** Refuses to delete another object, or another version of it, than was meant (apiserver registry/rest/delete.go). */
export function checkPreconditions(kind: ResourceKind, { metadata }: KubeObject, options: unknown): void {
  const check = (field: string, meant: unknown, is: string, why: string) => {
    if (meant === undefined || meant === null || meant === is) return
    const told = `the ${field} in the precondition (${meant}) does not match the ${field} in record (${is})`
    throw conflict(
      { ...kind, plural: kind.kind },
      metadata.name,
      `${told}. The object might have been ${why}`,
    )
  }
  check('UID', fieldAt(options, 'preconditions.uid'), metadata.uid, 'deleted and then recreated')
  const version = fieldAt(options, 'preconditions.resourceVersion')
  check('ResourceVersion', version, metadata.resourceVersion, 'modified')
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
  const { namespace, name } = object.metadata
  if (request.kind.plural !== 'pods' || graceOf(object, graceAsked) === 0)
    return store.remove(request.kind.plural, namespace, name) ?? object
  return store.update('pods', leaving(store, object, graceAsked), { manager: managerOf(request) })
}

/** What is left of an object that is being deleted: asked again, a pod may be hurried, never held up. */
function leaving(store: Store, object: KubeObject, graceAsked: number): KubeObject {
  if (object.kind !== 'Pod') return object
  const grace = graceOf(object, graceAsked)
  const { deletionTimestamp, deletionGracePeriodSeconds: before = 0 } = object.metadata
  if (!deletionTimestamp) return stopping(object, store.clock.now(), grace)
  if (grace >= before) return object
  return stopping(object, Date.parse(deletionTimestamp) - before * 1000, grace)
}

/** Seconds; nothing runs of a pod that has no node yet, or has ended. */
function graceOf(object: KubeObject, asked: number): number {
  const ended = ['Succeeded', 'Failed'].includes(String(fieldAt(object, 'status.phase')))
  if (ended || !fieldAt(object, 'spec.nodeName')) return 0
  return Number.isNaN(asked) ? Number(fieldAt(object, 'spec.terminationGracePeriodSeconds') ?? 30) : asked
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
