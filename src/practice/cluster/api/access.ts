import { timingSafeEqual } from 'node:crypto'
import type { ResourceKind } from '../resources.ts'
import { qualified } from '../resources.ts'
import type { Store } from '../store.ts'
import type { ResourceRequest, User } from './request.ts'
import { grantedBy } from './roles.ts'
import { ApiError } from './status.ts'

/** As in a Role: `*` stands for all. Subresources are named `pods/log`. */
export type Rule = {
  groups: string[]
  resources: string[]
  verbs: string[]
  /** Only these objects. */
  names?: string[]
  /** Only there. */
  namespace?: string
  /** The binding that grants it, in the server's words. */
  by?: string
}

/** `system:serviceaccount:<namespace>:<name>` is a service account; Roles bound to an account count beside its rules. */
export type Account = { name: string; token: string; rules: Rule[] }

export type Attributes = {
  group: string
  resource: string
  subresource?: string | undefined
  verb: string
  name?: string | undefined
  namespace?: string | undefined
}

export const everything: Rule = { groups: ['*'], resources: ['*'], verbs: ['*'] }

/** May look at pods and what surrounds them, and nothing else. */
export const looking: Rule = {
  groups: [''],
  resources: ['events', 'namespaces', 'nodes', 'pods', 'pods/log', 'services'],
  verbs: ['get', 'list', 'watch'],
}

/** What everybody who is known may do: ask what they may do. */
const asking: Rule = {
  groups: ['authorization.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  verbs: ['create'],
}

export class Access {
  readonly accounts: Account[]
  readonly #store: Store

  constructor(accounts: Account[], store: Store) {
    this.accounts = accounts
    this.#store = store
  }

  /** Who sent `Authorization: Bearer …`; throws 401 for nobody we know. */
  authenticate(header: string | undefined): User {
    const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''
    const account = this.accounts.find((one) => isSame(one.token, token))
    if (!account) throw new ApiError(401, 'Unauthorized', 'Unauthorized')
    return { name: account.name, groups: groupsOf(account.name) }
  }

  may(user: User, asked: Attributes): boolean {
    return this.ruleFor(user, asked) !== undefined
  }

  /** The first rule that allows it. */
  ruleFor(user: User, asked: Attributes): Rule | undefined {
    return this.rulesOf(user).find(
      (rule) =>
        (rule.namespace === undefined || rule.namespace === asked.namespace) &&
        holds(rule.groups, asked.group) &&
        coversResource(rule.resources, asked) &&
        holds(rule.verbs, asked.verb) &&
        (rule.names === undefined || (asked.name !== undefined && rule.names.includes(asked.name))),
    )
  }

  rulesOf(user: User): Rule[] {
    const own = this.accounts.find((account) => account.name === user.name)?.rules ?? []
    return [asking, ...own, ...grantedBy(this.#store, user)]
  }

  /** Throws 403 with the message that kubectl shows. */
  authorize(request: ResourceRequest): void {
    const { kind, subresource, verb, user, namespace } = request
    const name = request.name ?? nameSelected(request)
    const asked = { group: kind.group, resource: kind.plural, subresource, verb, name, namespace }
    if (!this.may(user, asked)) throw forbidden(request)
  }
}

/** The groups that a user of this name is in. */
export function groupsOf(name: string): string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name) ?? []
  const ofAccounts = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  return [...(namespace === undefined ? [] : ofAccounts), 'system:authenticated']
}

const holds = (list: string[], one: string): boolean => list.includes('*') || list.includes(one)

const coversResource = (list: string[], { resource, subresource }: Attributes): boolean =>
  subresource
    ? holds(list, `${resource}/${subresource}`) || list.includes(`*/${subresource}`)
    : holds(list, resource)

/** A list or watch of one object by its name counts as asking for that object. */
function nameSelected({ verb, query }: ResourceRequest): string | undefined {
  if (verb !== 'list' && verb !== 'watch') return undefined
  return /^metadata\.name==?([^,]+)$/.exec(query.get('fieldSelector') ?? '')?.[1]
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function forbidden({ kind, name, namespace, subresource, verb, user }: ResourceRequest): ApiError {
  const what = name === undefined ? qualified(kind) : `${qualified(kind)} "${name}"`
  const resource = subresource ? `${kind.plural}/${subresource}` : kind.plural
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const message = `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${where}`
  return new ApiError(403, 'Forbidden', message, detailsOf(kind, name))
}

const detailsOf = (kind: ResourceKind, name: string | undefined) => ({
  ...(name === undefined ? {} : { name }),
  ...(kind.group ? { group: kind.group } : {}),
  kind: kind.plural,
})
