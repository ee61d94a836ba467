import { isEqual } from '../equal.ts'
import type { Fields, KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import { rulesOf } from '../rules/index.ts'
import type { Store } from '../store.ts'
import { createFrom } from './create.ts'
import { decodeBody } from './decode.ts'
import { checkFields } from './field-validation.ts'
import { apply, applyPatchType, claimed } from './patches/apply.ts'
import { configuration, patched } from './patches/index.ts'
import type { Answer } from './read.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun, isTrue } from './request.ts'
import * as refuse from './status.ts'
import { storedForm, viewed } from './views.ts'
import { readObject, shown, writerOf } from './written.ts'

export function update(store: Store, request: ResourceRequest): Answer {
  const before = found(store, request)
  const body = decodeBody(request.contentType, request.body)
  const meta = isFields(body.metadata) ? body.metadata : {}
  const given = { uid: before.metadata.uid, resourceVersion: before.metadata.resourceVersion, ...meta }
  const blank = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const metadata = { ...before.metadata, ...{ labels: undefined, annotations: undefined }, ...blank }
  return replace(store, request, before, {
    apiVersion: before.apiVersion,
    kind: before.kind,
    ...body,
    metadata,
  })
}

export function patch(store: Store, request: ResourceRequest): Answer {
  if (request.contentType.startsWith(applyPatchType)) return applyOne(store, request)
  const before = found(store, request)
  const view = viewed(request.kind, request.version, before)
  return replace(store, request, before, patched(request.contentType, view, request.body))
}

function applyOne(store: Store, request: ResourceRequest): Answer {
  const { kind, namespace, name = '', query } = request
  const manager = query.get('fieldManager')
  if (!manager)
    throw refuse.invalid({ ...kind, kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: is required for apply patch',
        field: 'fieldManager',
      },
    ])
  const config = configuration(request.body)
  const before = store.get(kind.plural, namespace, name)
  if (!before) return createFrom(store, request, config, claimed(config))
  const view = viewed(kind, request.version, before)
  const { object, fields } = apply(view, config, manager, isTrue(query.get('force') ?? 'false'))
  return replace(store, request, before, object, fields)
}

/** Stores what a PUT or PATCH made of an object, under the rules of its kind. */
function replace(
  store: Store,
  request: ResourceRequest,
  before: KubeObject,
  wanted: unknown,
  applied?: Fields,
): Answer {
  const { kind, name = '' } = request
  const sent = readObject(wanted, request)
  if (sent.metadata.name !== name)
    throw refuse.badRequest(
      `the name of the object (${sent.metadata.name}) does not match the name on the URL (${name})`,
    )
  if (sent.metadata.uid !== before.metadata.uid)
    throw refuse.conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${sent.metadata.uid}, UID in object meta: ${before.metadata.uid}`,
    )
  if (sent.metadata.resourceVersion !== before.metadata.resourceVersion) throw refuse.modified(kind, name)
  const rules = rulesOf(kind.plural)
  const stored = storedForm(kind, request.version, sent)
  const given = rules.defaults ? rules.defaults(stored) : stored
  const after = through(request.subresource, before, given)
  if (rules.generations && isNewGeneration(before, after, rules.annotationsCount ?? false))
    after.metadata = { ...after.metadata, generation: (before.metadata.generation ?? 0) + 1 }
  const warnings = checkFields(request, after, sent, before)
  const causes = rules.validate?.(after, before) ?? []
  if (causes.length > 0) throw refuse.invalid(kind, name, causes)
  const writer = writerOf(request, applied)
  const result = isDryRun(request)
    ? store.prepare(before, after, writer).object
    : store.update(kind.plural, after, writer)
  return { ...shown(store, request, result), warnings }
}

/** The part of an object that may be written through each of its doors. */
function through(subresource: string | undefined, before: KubeObject, given: KubeObject): KubeObject {
  const spec = isFields(before.spec) ? before.spec : {}
  switch (subresource) {
    case 'approval':
    case 'status':
      return { ...before, status: given.status }
    case 'ephemeralcontainers':
      return {
        ...before,
        spec: { ...spec, ephemeralContainers: fieldAt(given, 'spec.ephemeralContainers') },
      }
    case 'finalize':
      return { ...before, spec: { ...spec, finalizers: fieldAt(given, 'spec.finalizers') } }
    default:
      return onlyDesired(before, given)
  }
}

/** Clients cannot set what the server keeps, nor `status` through the main door. */
function onlyDesired(before: KubeObject, given: KubeObject): KubeObject {
  const { uid, resourceVersion, generation, creationTimestamp, deletionTimestamp } = before.metadata
  // A client may rewrite who owns what, as kubectl does when it turns to server-side apply.
  const managedFields = given.metadata.managedFields ?? before.metadata.managedFields
  const kept = { uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, managedFields }
  const set = Object.entries(kept).filter(([, value]) => value !== undefined)
  const { status: _status, ...desired } = given
  return {
    ...desired,
    metadata: { ...given.metadata, ...Object.fromEntries(set) },
    ...('status' in before ? { status: before.status } : {}),
  }
}

const isNewGeneration = (before: KubeObject, after: KubeObject, annotationsToo: boolean): boolean =>
  !isEqual(before.spec, after.spec) ||
  (annotationsToo && !isEqual(before.metadata.annotations ?? {}, after.metadata.annotations ?? {}))
