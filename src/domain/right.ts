import type { Cache } from './service.ts'

/**
 * A rule of a Kubernetes Role: all `verbs` on all `names` of the resource in the service's namespace. `resource`
 * with its subresource, as `pods/exec`. Without names: all of them (`list`, `create` cannot be limited by name).
 */
export type Right = {
  group: string
  resource: string
  verbs: string[]
  names?: string[]
  /** Without it a plan warns of less and evidence shows less, and nothing else is different. */
  optional?: true
}

/** What a check or remediation is to look at or touch: part of a service's targets, or all of them. */
export type Scope = { deployments: string[]; configmaps: string[]; caches: Cache[] }

/** `get, patch deployments.apps nqba-api`, near to what `kubectl auth can-i` takes. */
export const sayRight = ({ group, resource, verbs, names }: Right): string =>
  `${verbs.join(', ')} ${group ? `${resource}.${group}` : resource}${names ? ` ${names.join(', ')}` : ''}`
