import type { KubeObject } from '../object.ts'
import type { Store } from '../store.ts'
import type { World } from '../world.ts'
import { computed, computedOne } from './computed.ts'
import type { ResourceRequest } from './request.ts'
import { selection } from './selectors.ts'
import { badRequest, expired, notFound } from './status.ts'
import { asksForTable, tableOf } from './tables/index.ts'
import { checkVersion } from './versions.ts'
import { listOf, viewed } from './views.ts'

export type Answer = { status: number; body: unknown; warnings?: string[] }

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** The object named by the request; throws 404. */
export function found(store: Store, { kind, namespace, name = '' }: ResourceRequest): KubeObject {
  const object = store.get(kind.plural, namespace, name)
  if (!object) throw notFound(kind, name)
  return object
}

export function get(world: World, request: ResourceRequest): Answer {
  const { store } = world
  const object = request.kind.computed ? computedOne(world, request) : found(store, request)
  if (asksForTable(request.accept))
    return ok(
      tableOf(request, [object], { resourceVersion: object.metadata.resourceVersion }, store.clock.now()),
    )
  return ok(viewed(request.kind, request.version, object))
}

export function list(world: World, request: ResourceRequest): Answer {
  const { kind, version, namespace, query } = request
  const { store } = world
  const matches = selection(query, kind, version)
  const asked = versionAsked(store, query)
  const all = kind.computed
    ? computed(world, kind, namespace)
    : asked.exact === undefined
      ? store.list(kind.plural, namespace)
      : store.listAt(kind.plural, asked.exact, namespace)
  const { page, metadata } = paged(all.filter(matches), asked, query)
  if (asksForTable(request.accept)) return ok(tableOf(request, page, metadata, store.clock.now()))
  return ok(listOf(kind, version, page, metadata))
}

type Asked = { version: string; exact?: number; after?: string }

/** As of when: a page of a list is as of its first, `Exact` as of the version named, everything else as of now. */
function versionAsked(store: Store, query: URLSearchParams): Asked {
  const token = query.get('continue')
  const since = query.get('resourceVersion') ?? ''
  const match = query.get('resourceVersionMatch')
  checkVersion(store, since)
  if (token) {
    if (since !== '' && since !== '0')
      throw badRequest('specifying resource version is not allowed when using continue')
    const { version, after } = readToken(store, token)
    return { version, exact: Number(version), after }
  }
  if (match && since === '')
    throw badRequest('resourceVersionMatch is forbidden unless resourceVersion is provided')
  if (match !== 'Exact') return { version: String(store.version) }
  if (Number(since) < store.oldest) throw expired(`The resourceVersion for the provided list is too old.`)
  return { version: since, exact: Number(since) }
}

/** `limit` and `continue`: the token remembers the version and the last object shown. */
function paged(all: KubeObject[], { version, after }: Asked, query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 0)
  const left = after === undefined ? all : all.filter((object) => placeOf(object) > after)
  const page = limit > 0 ? left.slice(0, limit) : left
  const last = page.at(-1)
  if (!last || page.length === left.length) return { page, metadata: { resourceVersion: version } }
  const next = Buffer.from(JSON.stringify({ version, after: placeOf(last) }))
  const selected = query.get('labelSelector') || query.get('fieldSelector')
  return {
    page,
    metadata: {
      resourceVersion: version,
      continue: next.toString('base64url'),
      // With a selector the server would have to look at everything to know.
      ...(selected ? {} : { remainingItemCount: left.length - page.length }),
    },
  }
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
