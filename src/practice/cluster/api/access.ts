import { timingSafeEqual } from 'node:crypto'
import type { ResourceKind } from '../resources.ts'
import { qualified } from '../resources.ts'
import type { ResourceRequest, User } from './request.ts'
import { ApiError } from './status.ts'

/** As in a Role: `*` stands for all. Subresources are named `pods/log`. `names`: only these objects. */
export type Rule = { groups: string[]; resources: string[]; verbs: string[]; names?: string[] }
export type Account = { name: string; token: string; rules: Rule[] }

export type Attributes = {
  group: string
  resource: string
  subresource?: string | undefined
  verb: string
  name?: string | undefined
}

export const everything: Rule = { groups: ['*'], resources: ['*'], verbs: ['*'] }

/** May look at pods and what surrounds them, and nothing else. */
export const looking: Rule = {
  groups: [''],
  resources: ['events', 'namespaces', 'nodes', 'pods', 'pods/log', 'services'],
  verbs: ['get', 'list', 'watch'],
}

export class Access {
  readonly accounts: Account[]

  constructor(accounts: Account[]) {
    this.accounts = accounts
  }

  /** Who sent `Authorization: Bearer …`; throws 401 for nobody we know. */
  authenticate(header: string | undefined): User {
    const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''
    const account = this.accounts.find((one) => isSame(one.token, token))
    if (!account) throw new ApiError(401, 'Unauthorized', 'Unauthorized')
    return { name: account.name, groups: ['system:authenticated'] }
  }

  may(user: User, asked: Attributes): boolean {
    const resource = asked.subresource ? `${asked.resource}/${asked.subresource}` : asked.resource
    const rules = this.rulesOf(user)
    return rules.some(
      (rule) =>
        holds(rule.groups, asked.group) &&
        holds(rule.resources, resource) &&
        holds(rule.verbs, asked.verb) &&
        (rule.names === undefined || (asked.name !== undefined && rule.names.includes(asked.name))),
    )
  }

  rulesOf(user: User): Rule[] {
    return this.accounts.find((account) => account.name === user.name)?.rules ?? []
  }

  /** Throws 403 with the message that kubectl shows. Everybody may ask what they may. */
  authorize(request: ResourceRequest): void {
    const { kind, subresource, verb, user, name } = request
    if (kind.createOnly) return
    if (this.may(user, { group: kind.group, resource: kind.plural, subresource, verb, name })) return
    throw forbidden(request)
  }
}

const holds = (list: string[], one: string): boolean => list.includes('*') || list.includes(one)

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
