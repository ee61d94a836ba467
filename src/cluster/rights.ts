import type { Right } from '../domain/right.ts'
import { readOne } from './ask.ts'
import type { Call } from './call.ts'
import type { Connection } from './connection.ts'
import { accessReview } from './objects.ts'
import { asRight, type SingleRight, singleRights } from './single-rights.ts'

/** A right that is held is believed for so long; one that is missing is asked for again, for it may be granted meanwhile. */
const believedMs = 30_000
const atOnce = 16

/** A SelfSubjectAccessReview, which everybody may make; nothing is stored. Source: kubernetes.io/docs/reference/access-authn-authz/authorization */
function reviewing(namespace: string, right: SingleRight): Call {
  const { group, verb, name } = right
  const [resource, subresource] = right.resource.split('/')
  const attributes = { namespace, group, resource, subresource, verb, name }
  return {
    method: 'POST',
    changes: false,
    verb: 'create',
    group: 'authorization.k8s.io',
    resource: 'selfsubjectaccessreviews',
    namespace: '',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    contentType: 'application/json',
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { resourceAttributes: attributes },
    },
  }
}

/** Answers which of some rights are missing, and remembers for a while those that are held. */
export function reviewRights() {
  const heldUntil = new Map<string, number>()

  async function isHeld(connection: Connection, namespace: string, right: SingleRight): Promise<boolean> {
    const key = JSON.stringify([namespace, right])
    if ((heldUntil.get(key) ?? 0) > performance.now()) return true
    const review = await readOne(connection, reviewing(namespace, right), accessReview)
    const allowed = review?.status.allowed ?? false
    if (allowed) heldUntil.set(key, performance.now() + believedMs)
    else heldUntil.delete(key)
    return allowed
  }

  return async (connection: Connection, namespace: string, rights: readonly Right[]): Promise<Right[]> => {
    const singles = singleRights(rights)
    const missing: Right[] = []
    for (let from = 0; from < singles.length; from += atOnce) {
      const some = singles.slice(from, from + atOnce)
      const held = await Promise.all(some.map((right) => isHeld(connection, namespace, right)))
      missing.push(...some.filter((_, index) => !held[index]).map(asRight))
    }
    return missing
  }
}
