import type { Fields, KubeObject } from '../object.ts'
import { isFields } from '../object.ts'
import { randomSuffix } from '../random-suffix.ts'
import { apiVersionOf } from '../resources.ts'
import { rulesOf } from '../rules/index.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import { checkFields } from './field-validation.ts'
import type { Answer } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun } from './request.ts'
import * as refuse from './status.ts'
import { storedForm } from './views.ts'
import { readObject, shown, writerOf } from './written.ts'

export function create(store: Store, request: ResourceRequest): Answer {
  return createFrom(store, request, decodeBody(request.contentType, request.body))
}

export function createFrom(store: Store, request: ResourceRequest, body: Fields, applied?: Fields): Answer {
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
  const draft = readObject({ ...body, kind: kind.kind, apiVersion: expected, metadata: born }, request)
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
  const writer = writerOf(request, applied)
  const made = isDryRun(request)
    ? store.born({ ...object, metadata: { ...metadata, name } }, writer)
    : store.create(kind.plural, { ...object, metadata: { ...metadata, name } }, writer)
  return { ...shown(store, request, made), status: 201, warnings }
}
