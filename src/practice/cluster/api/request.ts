import type { ResourceKind } from '../resources.ts'
import { findKind } from '../resources.ts'
import { ApiError } from './status.ts'

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection'

export type User = { name: string; groups: string[] }

/** A request for a resource, as authorisation and the handlers see it. */
export type ResourceRequest = {
  verb: Verb
  kind: ResourceKind
  /** The version asked for: `v1`. */
  version: string
  namespace?: string
  name?: string
  subresource?: string
  query: URLSearchParams
  accept: string
  contentType: string
  userAgent: string
  body: Buffer
  user: User
}

export type ResourcePath = {
  kind: ResourceKind
  version: string
  namespace?: string
  name?: string
  subresource?: string
}

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…`; nothing when it names no resource of ours. */
export function readPath(pathname: string): ResourcePath | undefined {
  const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent)
  const [root, ...rest] = parts
  const group = root === 'apis' ? rest.shift() : ''
  const version = rest.shift()
  if ((root !== 'api' && root !== 'apis') || group === undefined || !version) return undefined
  const namespace =
    rest[0] === 'namespaces' && rest.length > 2 && !isOfNamespace(rest[2]) ? rest[1] : undefined
  const [plural, name, subresource, ...more] = namespace === undefined ? rest : rest.slice(2)
  const kind = plural === undefined ? undefined : findKind(group, version, plural)
  if (!kind || more.length > 0 || (namespace !== undefined && !kind.namespaced)) return undefined
  if (name !== undefined && kind.namespaced && namespace === undefined) return undefined
  return {
    kind,
    version,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  }
}

const isOfNamespace = (part: string | undefined): boolean => part === 'status' || part === 'finalize'

/** What a method means on a path; nothing where it means nothing. */
export function verbOf(method: string, path: ResourcePath, query: URLSearchParams): Verb | undefined {
  const one = path.name !== undefined
  switch (method) {
    case 'GET':
    case 'HEAD':
      return one && !isTrue(query.get('watch')) ? 'get' : isTrue(query.get('watch')) ? 'watch' : 'list'
    case 'POST':
      return one && path.subresource === undefined ? undefined : 'create'
    case 'PUT':
      return one ? 'update' : undefined
    case 'PATCH':
      return one ? 'patch' : undefined
    case 'DELETE':
      return one ? 'delete' : 'deletecollection'
    default:
      return undefined
  }
}

export const isTrue = (value: string | null): boolean => value === 'true' || value === '1' || value === ''

/** Who writes: the `fieldManager` asked for, or the program's name before the slash. */
export const managerOf = (request: ResourceRequest): string =>
  request.query.get('fieldManager') ?? (request.userAgent.split('/')[0] || 'unknown')

/** Whether nothing is to be kept. Any other wish than `All` is refused: it must not be carried out by mistake. */
export function isDryRun({ query, verb }: ResourceRequest): boolean {
  const asked = query.get('dryRun')
  if (!asked) return false
  if (asked === 'All') return true
  const kind = `${verb.startsWith('delete') ? 'Delete' : `${verb[0]?.toUpperCase()}${verb.slice(1)}`}Options`
  const message = `Unsupported value: []string{"${asked}"}: supported values: "All"`
  throw new ApiError(422, 'Invalid', `${kind}.meta.k8s.io "" is invalid: dryRun: ${message}`, {
    group: 'meta.k8s.io',
    kind,
    causes: [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }],
  })
}
