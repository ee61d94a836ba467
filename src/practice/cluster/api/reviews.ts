import { z } from 'zod'
import { managedAfter } from '../managed-fields.ts'
import type { Fields } from '../object.ts'
import type { Store } from '../store.ts'
import type { Access } from './access.ts'
import { decodeBody } from './decode.ts'
import type { Answer } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { managerOf } from './request.ts'

const accessSpec = z.looseObject({
  resourceAttributes: z
    .looseObject({
      group: z.string().default(''),
      resource: z.string().default(''),
      subresource: z.string().optional(),
      verb: z.string().default(''),
      name: z.string().optional(),
    })
    .optional(),
})

/** `kubectl auth can-i`: what the asker may do. Nothing is stored. */
export function review(store: Store, access: Access, request: ResourceRequest): Answer {
  const sent = decodeBody(request.contentType, request.body)
  const status =
    request.kind.kind === 'SelfSubjectAccessReview' ? mayI(access, request, sent) : rules(access, request)
  const body = {
    kind: request.kind.kind,
    apiVersion: `${request.kind.group}/${request.version}`,
    metadata: { creationTimestamp: null, managedFields: managers(store, request, sent) },
    spec: sent.spec ?? {},
    status,
  }
  return { status: 201, body }
}

function mayI(access: Access, request: ResourceRequest, sent: Fields): Fields {
  const asked = accessSpec.parse(sent.spec ?? {}).resourceAttributes
  return { allowed: asked ? access.may(request.user, asked) : true }
}

function rules(access: Access, request: ResourceRequest): Fields {
  const resourceRules = access.rulesOf(request.user).map(({ verbs, groups, resources, names }) => ({
    verbs,
    apiGroups: groups,
    resources,
    ...(names && { resourceNames: names }),
  }))
  return { resourceRules, nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['*'] }], incomplete: false }
}

function managers(store: Store, request: ResourceRequest, sent: Fields) {
  const asked = {
    apiVersion: `${request.kind.group}/${request.version}`,
    kind: request.kind.kind,
    metadata: { name: '', uid: '', resourceVersion: '' },
    spec: sent.spec,
  }
  return managedAfter(undefined, asked, { manager: managerOf(request) }, store.clock.now())
}
