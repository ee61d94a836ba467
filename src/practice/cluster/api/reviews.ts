import { z } from 'zod'
import { managedAfter } from '../managed-fields.ts'
import type { Fields } from '../object.ts'
import type { Store } from '../store.ts'
import type { Access } from './access.ts'
import { everything, groupsOf } from './access.ts'
import { decodeBody } from './decode.ts'
import type { Answer } from './read.ts'
import type { ResourceRequest, User } from './request.ts'
import { managerOf } from './request.ts'
import { badRequest } from './status.ts'

const spec = z.looseObject({
  /** Whose rights, where somebody else's are asked for. */
  user: z.string().optional(),
  groups: z.array(z.string()).optional(),
  /** Of a SelfSubjectRulesReview. */
  namespace: z.string().optional(),
  resourceAttributes: z
    .looseObject({
      group: z.string().default(''),
      resource: z.string().default(''),
      subresource: z.string().optional(),
      verb: z.string().default(''),
      name: z.string().optional(),
      namespace: z.string().optional(),
    })
    .optional(),
  nonResourceAttributes: z
    .looseObject({ path: z.string().default(''), verb: z.string().default('') })
    .optional(),
})

type Spec = z.infer<typeof spec>

/** What everybody may look at to learn what there is. */
const discoverable = [
  ...['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz'],
  ...['/version', '/version/'],
]

/** `kubectl auth can-i`: what the asker, or somebody else, may do. Nothing is stored. */
export function review(store: Store, access: Access, request: ResourceRequest): Answer {
  const sent = decodeBody(request.contentType, request.body)
  const asked = spec.safeParse(sent.spec ?? {})
  if (!asked.success) throw badRequest(`${request.kind.kind}: ${z.prettifyError(asked.error)}`)
  const isOwn = request.kind.kind.startsWith('Self')
  const { user = '', groups = [] } = asked.data
  const who = isOwn ? request.user : { name: user, groups: [...groupsOf(user), ...groups] }
  const status =
    request.kind.kind === 'SelfSubjectRulesReview'
      ? rules(access, who, asked.data.namespace)
      : may(access, who, asked.data)
  const body = {
    kind: request.kind.kind,
    apiVersion: `${request.kind.group}/${request.version}`,
    metadata: { creationTimestamp: null, managedFields: managers(store, request, sent) },
    spec: sent.spec ?? {},
    status,
  }
  return { status: 201, body }
}

function may(access: Access, user: User, { resourceAttributes, nonResourceAttributes }: Spec): Fields {
  if (resourceAttributes) {
    const { namespace, name, ...asked } = resourceAttributes
    // Asked about no name or namespace means about all of them.
    const rule = access.ruleFor(user, {
      ...asked,
      name: name || undefined,
      namespace: namespace || undefined,
    })
    if (!rule) return { allowed: false }
    return { allowed: true, ...(rule.by ? { reason: `RBAC: ${rule.by} to ${subject(user)}` } : {}) }
  }
  const { path = '', verb = '' } = nonResourceAttributes ?? {}
  const isFree = verb === 'get' && discoverable.some((one) => one === path || isUnder(one, path))
  return { allowed: isFree || access.rulesOf(user).includes(everything) }
}

const isUnder = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*') && path.startsWith(pattern.slice(0, -1))

function subject({ name }: User): string {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? []
  return account ? `ServiceAccount "${account}/${namespace}"` : `User "${name}"`
}

function rules(access: Access, user: User, namespace: string | undefined): Fields {
  const own = access.rulesOf(user)
  const resourceRules = own
    .filter((rule) => rule.namespace === undefined || rule.namespace === namespace)
    .map(({ verbs, groups, resources, names }) => ({
      verbs,
      apiGroups: groups,
      resources,
      ...(names && { resourceNames: names }),
    }))
  const nonResourceRules = [
    { verbs: ['get'], nonResourceURLs: discoverable },
    ...(own.includes(everything) ? [{ verbs: ['*'], nonResourceURLs: ['*'] }] : []),
  ]
  return { resourceRules, nonResourceRules, incomplete: false }
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
