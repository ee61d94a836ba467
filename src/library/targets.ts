import type { JsonObject } from '../domain/json.ts'
import { nearest } from '../domain/nearest.ts'
import type { Service } from '../domain/service.ts'
import type { Finding } from './schema/findings.ts'

type Targets = Service['targets']

/** Inputs that name something of the service, whatever the check or remediation. */
const named: Record<string, { what: string; from(targets: Targets): string[] }> = {
  deployment: { what: 'deployments', from: (targets) => targets.deployments },
  deployments: { what: 'deployments', from: (targets) => targets.deployments },
  restart: { what: 'deployments', from: (targets) => targets.deployments },
  configmap: { what: 'configmaps', from: (targets) => targets.configmaps },
  cache: { what: 'caches', from: (targets) => targets.caches.map((one) => one.name) },
  url: { what: 'urls', from: (targets) => targets.urls },
}

/** Finds names in a step's inputs that service.yml does not list under `targets`. */
export function outsideTargets(input: JsonObject, targets: Targets): Finding[] {
  return Object.entries(input).flatMap(([key, value]) => {
    const rule = Object.hasOwn(named, key) ? named[key] : undefined
    if (!rule) return []
    const allowed = rule.from(targets)
    const check = (one: unknown, path: Finding['path']): Finding[] =>
      typeof one !== 'string' || allowed.includes(one)
        ? []
        : [{ path, says: refusal(one, rule.what, allowed) }]
    return Array.isArray(value) ? value.flatMap((one, n) => check(one, [key, n])) : check(value, [key])
  })
}

function refusal(name: string, what: string, allowed: readonly string[]): string {
  const meant = nearest(name, allowed)
  return `“${name.slice(0, 100)}” is not among targets.${what} of service.yml${meant ? `; did you mean ${meant}?` : ': add it there first'}`
}
