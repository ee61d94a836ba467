import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import type { Access } from './access.ts'
import { remove, removeAll } from './delete.ts'
import { discovery } from './discovery.ts'
import { log } from './log.ts'
import { openapi } from './openapi.ts'
import type { Answer } from './read.ts'
import { get, list, ok } from './read.ts'
import type { ResourceRequest, User } from './request.ts'
import { readPath, verbOf } from './request.ts'
import { review } from './reviews.ts'
import { scale } from './scale.ts'
import { badRequest, methodNotAllowed, noSuchPath } from './status.ts'
import { watch } from './watch.ts'
import { create, patch, update } from './write.ts'

/** An answer made at once, or a stream that begins. */
export type Handled = Answer | ((response: ServerResponse) => void)

/** Carries out one request; throws `ApiError` for every refusal. */
export function handle(world: World, access: Access, request: ResourceRequest): Handled {
  access.authorize(request)
  const { store } = world
  const { verb, subresource, kind } = request
  if (subresource === 'log') return (response) => log(world, request, response)
  if (subresource === 'exec') throw badRequest('Upgrade request required')
  if (subresource === 'scale') return scale(store, request)
  if (kind.createOnly) return verb === 'create' ? review(store, access, request) : refuse()
  switch (verb) {
    case 'get':
      return get(store, request)
    case 'list':
      return list(store, request)
    case 'watch':
      return (response) => watch(store, request, response)
    case 'create':
      return create(store, request)
    case 'update':
      return update(store, request)
    case 'patch':
      return patch(store, request)
    case 'delete':
      return remove(store, request)
    case 'deletecollection':
      return removeAll(store, request)
  }
}

const refuse = (): never => {
  throw methodNotAllowed()
}

/** Paths that name no resource: discovery, versions, health. */
export function handlePath(method: string, pathname: string, host: string): Answer {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  const body = discovery(path, host) ?? openapi(path)
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
