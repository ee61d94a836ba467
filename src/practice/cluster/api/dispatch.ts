import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Store } from '../store.ts'
import type { World } from '../world.ts'
import type { Access } from './access.ts'
import { isServed } from './aggregation.ts'
import { bind } from './bind.ts'
import { create } from './create.ts'
import { remove, removeAll } from './delete.ts'
import { discovery } from './discovery.ts'
import { evict } from './evict.ts'
import { commandAsked } from './exec.ts'
import { log } from './log.ts'
import { openapi } from './openapi.ts'
import type { Answer } from './read.ts'
import { get, list, ok } from './read.ts'
import type { ResourceRequest, User, Verb } from './request.ts'
import { readPath, verbOf } from './request.ts'
import { review } from './reviews.ts'
import { scale } from './scale.ts'
import { badRequest, methodNotAllowed, noSuchPath } from './status.ts'
import { reviewToken } from './token-review.ts'
import { watch } from './watch.ts'
import { patch, update } from './write.ts'

/** An answer made at once, or a stream that begins. */
export type Handled = Answer | ((response: ServerResponse) => void)

type Door = (world: World, request: ResourceRequest, access: Access) => Handled

/** Subresources that are more than a part of their object. */
const subresourceDoors: Record<string, Door> = {
  binding: ({ store }, request) => bind(store, request),
  eviction: ({ store }, request) => evict(store, request),
  exec: (world, request) => {
    commandAsked(world, request)
    throw badRequest('Upgrade request required')
  },
  log: (world, request) => log(world, request),
  scale: ({ store }, request) => scale(store, request),
}

/** What is asked and not stored. */
const askedDoors: Record<string, Door> = {
  bindings: ({ store }, request) => bind(store, request),
  tokenreviews: (_world, request, access) => reviewToken(access, request),
}

const verbDoors: Record<Verb, Door> = {
  get,
  list,
  watch:
    ({ store }, request) =>
    (response) =>
      watch(store, request, response),
  create: ({ store }, request) => create(store, request),
  update: ({ store }, request) => update(store, request),
  patch: ({ store }, request) => patch(store, request),
  delete: ({ store }, request) => remove(store, request),
  deletecollection: ({ store }, request) => removeAll(store, request),
}

/** Carries out one request; throws `ApiError` for every refusal. */
export function handle(world: World, access: Access, request: ResourceRequest): Handled {
  access.authorize(request)
  const { verb, subresource, kind } = request
  if (!isServed(world.store, kind.group)) throw noSuchPath()
  const door = subresource === undefined ? undefined : subresourceDoors[subresource]
  if (door) return door(world, request, access)
  if (kind.createOnly) {
    if (verb !== 'create') throw methodNotAllowed()
    const asked = askedDoors[kind.plural]
    return asked ? asked(world, request, access) : review(world.store, access, request)
  }
  if (kind.verbs && subresource === undefined && !kind.verbs.includes(verb)) throw methodNotAllowed()
  return verbDoors[verb](world, request, access)
}

/** Paths that name no resource: discovery, versions, health. */
export function handlePath(store: Store, method: string, pathname: string, host: string): Answer {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  const body = discovery(store, path, host) ?? openapi(path)
  if (body === undefined) throw noSuchPath()
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed()
  return ok(body)
}

/** The request for a resource that a URL and method make; nothing when the path names none. */
export function resourceRequest(
  request: IncomingMessage,
  url: URL,
  user: User,
  body: Buffer,
): ResourceRequest | undefined {
  const path = readPath(url.pathname)
  if (!path) return undefined
  const known = path.kind.subresources?.some(({ name }) => name === path.subresource)
  if (path.subresource !== undefined && !known) return undefined
  const verb = verbOf(request.method ?? 'GET', path, url.searchParams)
  if (!verb) throw methodNotAllowed()
  return {
    ...path,
    verb,
    query: url.searchParams,
    accept: request.headers.accept ?? '*/*',
    contentType: request.headers['content-type'] ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    body,
    user,
  }
}
