import { isEqual } from '../equal.ts'
import type { Writer } from '../managed-fields.ts'
import type { Fields, KubeObject } from '../object.ts'
import { fieldAt, isFields, kubeObject } from '../object.ts'
import { apiVersionOf } from '../resources.ts'
import { rulesOf } from '../rules/index.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import { checkFields } from './field-validation.ts'
import { applyPatchType, patched } from './patches/index.ts'
import type { Answer } from './read.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun, managerOf } from './request.ts'
import * as refuse from './status.ts'
import { asksForTable, tableOf } from './tables/index.ts'
import { storedForm, viewed } from './views.ts'

const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789'

/** As the server names what asks for `generateName`. */
export const randomSuffix = (length = 5): string =>
  Array.from({ length }, () => suffixLetters[Math.floor(Math.random() * suffixLetters.length)]).join('')

const writerOf = (request: ResourceRequest): Writer => ({
  manager: managerOf(request),
  ...(request.subresource === undefined ? {} : { subresource: request.subresource }),
  ...(request.contentType.startsWith(applyPatchType) ? { operation: 'Apply' as const } : {}),
})

export function create(store: Store, request: ResourceRequest): Answer {
  return createFrom(store, request, decodeBody(request.contentType, request.body))
}

function createFrom(store: Store, request: ResourceRequest, body: Fields): Answer {
  const { kind, namespace } = request
  const expected = apiVersionOf(kind.group, request.version)
  if ((body.apiVersion ?? expected) !== expected)
    throw refuse.badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${expected})`,
    )
  if ((body.kind ?? kind.kind) !== kind.kind)
    throw refuse.badRequest(
      `${body.kind} in version "${request.version}" cannot be handled as a ${kind.kind}: no kind "${body.kind}" is registered`,
    )
  const meta = isFields(body.metadata) ? body.metadata : {}
  if (namespace !== undefined && meta.namespace && meta.namespace !== namespace)
    throw refuse.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  const name = String(meta.name || (meta.generateName ? `${meta.generateName}${randomSuffix()}` : ''))
  if (!name)
    throw refuse.invalid(kind, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ])
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _created,
    managedFields: _managed,
    ...rest
  } = meta
  const born: Fields = { ...rest, name, uid: '', resourceVersion: '', ...(namespace ? { namespace } : {}) }
  const draft = read({ ...body, kind: kind.kind, apiVersion: expected, metadata: born }, request)
  if (namespace !== undefined && !store.get('namespaces', undefined, namespace))
    throw new refuse.ApiError(404, 'NotFound', `namespaces "${namespace}" not found`, {
      name: namespace,
      kind: 'namespaces',
    })
  const rules = rulesOf(kind.plural)
  const { status: _status, ...desired } = storedForm(kind, request.version, draft)
  const object: KubeObject = rules.defaults ? rules.defaults(desired) : desired
  if (rules.newStatus !== undefined) object.status = rules.newStatus
  if (rules.generations) object.metadata = { ...object.metadata, generation: 1 }
  const warnings = checkFields(request, object, draft)
  const causes = rules.validate?.(object, undefined) ?? []
  if (causes.length > 0) throw refuse.invalid(kind, name, causes)
  if (store.get(kind.plural, namespace, name)) throw refuse.alreadyExists(kind, name)
  const { uid: _blank, resourceVersion: _none, ...metadata } = object.metadata
  const writer = writerOf(request)
  const made = isDryRun(request)
    ? store.born({ ...object, metadata: { ...metadata, name } }, writer)
    : store.create(kind.plural, { ...object, metadata: { ...metadata, name } }, writer)
  return { ...shown(store, request, made), status: 201, warnings }
}

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
  const { kind, namespace, name = '' } = request
  const present = store.get(kind.plural, namespace, name)
  if (!present && request.contentType.startsWith(applyPatchType)) {
    const applied = patched(request.contentType, {}, request.body)
    if (isFields(applied)) return createFrom(store, request, applied)
  }
  const before = found(store, request)
  const view = viewed(kind, request.version, before)
  return replace(store, request, before, patched(request.contentType, view, request.body))
}

/** Stores what a PUT or PATCH made of an object, under the rules of its kind. */
function replace(store: Store, request: ResourceRequest, before: KubeObject, wanted: unknown): Answer {
  const { kind, name = '' } = request
  const sent = read(wanted, request)
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
  const writer = writerOf(request)
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
  const { uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, managedFields } =
    before.metadata
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

function read(wanted: unknown, request: ResourceRequest): KubeObject {
  const object = kubeObject.safeParse(wanted)
  if (object.success) return object.data
  const issue = object.error.issues[0]
  const why = `json: cannot unmarshal into Go struct field ${request.kind.kind}.${issue?.path.join('.') ?? ''}`
  if (request.verb === 'patch') throw refuse.invalidPatch(wanted, why)
  throw refuse.badRequest(
    `${request.kind.kind} in version "${request.version}" cannot be handled as a ${request.kind.kind}: ${why}`,
  )
}

function shown(store: Store, request: ResourceRequest, object: KubeObject): Answer {
  if (!asksForTable(request.accept))
    return { status: 200, body: viewed(request.kind, request.version, object) }
  const version = { resourceVersion: object.metadata.resourceVersion }
  return { status: 200, body: tableOf(request, [object], version, store.clock.now()) }
}
