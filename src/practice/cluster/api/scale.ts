import { labelSelector } from '../kinds/deployment.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import { patched } from './patches/index.ts'
import type { Answer } from './read.ts'
import { found, ok } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun, managerOf } from './request.ts'
import { selectorText } from './selectors.ts'
import * as refuse from './status.ts'

/** The `scale` subresource: the one number, readable and writable without the right to the whole. */
export function scale(store: Store, request: ResourceRequest): Answer {
  const object = found(store, request)
  if (request.verb === 'get') return ok(scaleOf(object))
  if (request.verb !== 'update' && request.verb !== 'patch') throw refuse.methodNotAllowed()
  const wanted =
    request.verb === 'patch'
      ? patched(request.contentType, scaleOf(object), request.body)
      : decodeBody(request.contentType, request.body)
  const version = fieldAt(wanted, 'metadata.resourceVersion')
  const { name } = object.metadata
  if (version && version !== object.metadata.resourceVersion) throw refuse.modified(request.kind, name)
  const replicas = fieldAt(wanted, 'spec.replicas') ?? 0
  if (typeof replicas !== 'number' || !Number.isInteger(replicas))
    throw refuse.badRequest(
      'Scale in version "v1" cannot be handled as a Scale: spec.replicas is not a whole number',
    )
  if (replicas < 0) throw tooFew(name, replicas)
  const spec = isFields(object.spec) ? object.spec : {}
  const changed = spec.replicas !== replicas
  const generation = (object.metadata.generation ?? 0) + (changed ? 1 : 0)
  const after = { ...object, metadata: { ...object.metadata, generation }, spec: { ...spec, replicas } }
  if (isDryRun(request)) return ok(scaleOf(after))
  return ok(
    scaleOf(store.update(request.kind.plural, after, { manager: managerOf(request), subresource: 'scale' })),
  )
}

function scaleOf(object: KubeObject) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const selector = labelSelector.safeParse(fieldAt(object, 'spec.selector'))
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: fieldAt(object, 'spec.replicas') ?? 0 },
    status: {
      replicas: fieldAt(object, 'status.replicas') ?? 0,
      ...(selector.success ? { selector: selectorText(selector.data) } : {}),
    },
  }
}

function tooFew(name: string, replicas: number): refuse.ApiError {
  const message = `Invalid value: ${replicas}: must be greater than or equal to 0`
  return new refuse.ApiError(
    422,
    'Invalid',
    `Scale.autoscaling "${name}" is invalid: spec.replicas: ${message}`,
    {
      name,
      group: 'autoscaling',
      kind: 'Scale',
      causes: [{ reason: 'FieldValueInvalid', message, field: 'spec.replicas' }],
    },
  )
}
