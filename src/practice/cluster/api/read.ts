import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'
import type { ResourceRequest } from './request.ts'
import { selection } from './selectors.ts'
import { badRequest, expired, notFound } from './status.ts'
import { asksForTable, tableOf } from './tables/index.ts'
import { listOf, viewed } from './views.ts'

export type Answer = { status: number; body: unknown; warnings?: string[] }

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** The object named by the request; throws 404. */
export function found(store: Store, { kind, namespace, name = '' }: ResourceRequest): KubeObject {
  const object = store.get(kind.plural, namespace, name)
  if (!object) throw notFound(kind, name)
  return object
}

export function get(store: Store, request: ResourceRequest): Answer {
  const object = found(store, request)
  if (asksForTable(request.accept))
    return ok(
      tableOf(request, [object], { resourceVersion: object.metadata.resourceVersion }, store.clock.now()),
    )
  return ok(viewed(request.kind, request.version, object))
}

export function list(store: Store, request: ResourceRequest): Answer {
  const { kind, version, namespace, query } = request
  const matches = selection(query, kind, version)
  const all = store.list(kind.plural, namespace).filter(matches)
  const { page, metadata } = paged(store, all, query)
  if (asksForTable(request.accept)) return ok(tableOf(request, page, metadata, store.clock.now()))
  return ok(listOf(kind, version, page, metadata))
}

/** `limit` and `continue`: the token remembers the version and the last object shown. */
function paged(store: Store, all: KubeObject[], query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 0)
  const token = query.get('continue')
  const from = token ? readToken(store, token) : undefined
  const resourceVersion = from?.version ?? String(store.version)
  const left = from ? all.filter((object) => placeOf(object) > from.after) : all
  const page = limit > 0 ? left.slice(0, limit) : left
  const last = page.at(-1)
  if (!last || page.length === left.length) return { page, metadata: { resourceVersion } }
  const next = Buffer.from(JSON.stringify({ version: resourceVersion, after: placeOf(last) }))
  const remainingItemCount = left.length - page.length
  return { page, metadata: { resourceVersion, continue: next.toString('base64url'), remainingItemCount } }
}

const placeOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`

function readToken(store: Store, token: string): { version: string; after: string } {
  const [, version, after] =
    /^\{"version":"(\d+)","after":"([^"]*)"\}$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (version === undefined || after === undefined) throw badRequest('continue key is not valid')
  if (Number(version) < store.oldest)
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    )
  return { version, after }
}
