import type { ResourceKind } from '../resources.ts'
import { qualified } from '../resources.ts'

export type Cause = { reason: string; message: string; field: string }

export type StatusBody = {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: Record<string, never>
  status: 'Failure' | 'Success'
  message?: string
  reason?: string
  details?: {
    name?: string
    group?: string
    kind?: string
    uid?: string
    causes?: Cause[]
    retryAfterSeconds?: number
  }
  code?: number
}

/** How a server answers that something was made which it does not show. */
export const created = () => ({
  status: 201,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
})

/** A refusal with the `Status` body that the client is shown. */
export class ApiError extends Error {
  readonly body: StatusBody
  readonly code: number

  constructor(code: number, reason: string | undefined, message: string, details?: StatusBody['details']) {
    super(message)
    this.code = code
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      code,
    }
  }
}

const named = (kind: ResourceKind, name: string) => ({
  name,
  ...(kind.group ? { group: kind.group } : {}),
  kind: kind.plural,
})

export const notFound = (kind: ResourceKind, name: string) =>
  new ApiError(404, 'NotFound', `${qualified(kind)} "${name}" not found`, named(kind, name))

export const noSuchPath = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {})

export const alreadyExists = (kind: ResourceKind, name: string) =>
  new ApiError(409, 'AlreadyExists', `${qualified(kind)} "${name}" already exists`, named(kind, name))

export const conflict = (kind: ResourceKind, name: string, why: string) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`,
    named(kind, name),
  )

export const modified = (kind: ResourceKind, name: string) =>
  conflict(
    kind,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  )

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message)

export const methodNotAllowed = () =>
  new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})

export const unsupportedMediaType = () =>
  new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})

export const expired = (message: string) => new ApiError(410, 'Expired', message)

/** Asked for a version that is yet to come. */
export const tooNew = (asked: string, current: number) =>
  new ApiError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version', field: '' }],
    retryAfterSeconds: 1,
  })

/** A patch that cannot be carried out, for example because its `test` failed. */
export const unprocessable = () =>
  new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {})

export function invalid(kind: ResourceKind, name: string, causes: Cause[]): ApiError {
  const told = causes.map((cause) => `${cause.field}: ${cause.message}`)
  const what = told.length === 1 ? told[0] : `[${told.join(', ')}]`
  const group = kind.group ? `.${kind.group}` : ''
  return new ApiError(422, 'Invalid', `${kind.kind}${group} "${name}" is invalid: ${what}`, {
    name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.kind,
    causes,
  })
}

/** How a patch is refused whose result cannot be read as the kind it patches. */
export const invalidPatch = (patched: unknown, why: string): ApiError => {
  const message = `Invalid value: ${JSON.stringify(JSON.stringify(patched))}: ${why}`
  return new ApiError(422, 'Invalid', ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
  })
}
