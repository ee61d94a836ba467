import { fieldAt } from '../object.ts'
import { apiVersionOf } from '../resources.ts'
import type { Access } from './access.ts'
import { decodeBody } from './decode.ts'
import type { Answer } from './read.ts'
import type { ResourceRequest, User } from './request.ts'

/** Whose token this is. */
export function reviewToken(access: Access, request: ResourceRequest): Answer {
  const body = decodeBody(request.contentType, request.body)
  const user = owner(access, String(fieldAt(body, 'spec.token') ?? ''))
  const status = user
    ? { authenticated: true, user: { username: user.name, groups: user.groups } }
    : { user: {}, error: '[invalid bearer token]' }
  return {
    status: 201,
    body: {
      kind: request.kind.kind,
      apiVersion: apiVersionOf(request.kind.group, request.version),
      metadata: { creationTimestamp: null },
      spec: body.spec ?? {},
      status,
    },
  }
}

function owner(access: Access, token: string): User | undefined {
  try {
    return access.authenticate(`Bearer ${token}`)
  } catch {
    return undefined
  }
}
