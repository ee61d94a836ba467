import type { JsonObject } from '../domain/json.ts'
import { nearest } from '../domain/nearest.ts'
import type { Service } from '../domain/service.ts'
import type { Finding } from './schema/findings.ts'

type Targets = Service['targets']

type Rule = {
  what: string
  from(targets: Targets): string[]
  covers(listed: string, wanted: string): boolean
}

const same: Rule['covers'] = (listed, wanted) => listed === wanted

/** A listed address stands for itself and for what lies below it, on the same host and port. */
const below: Rule['covers'] = (listed, wanted) => {
  if (!URL.canParse(listed) || !URL.canParse(wanted)) return false
  const [base, asked] = [new URL(listed), new URL(wanted)]
  const path = base.pathname.replace(/\/+$/, '')
  return base.origin === asked.origin && `${asked.pathname}/`.startsWith(`${path}/`)
}

/** Inputs that name something of the service, whatever the check or remediation. */
const named: Record<string, Rule> = {
  deployment: { what: 'deployments', from: (targets) => targets.deployments, covers: same },
  deployments: { what: 'deployments', from: (targets) => targets.deployments, covers: same },
  restart: { what: 'deployments', from: (targets) => targets.deployments, covers: same },
  configmap: { what: 'configmaps', from: (targets) => targets.configmaps, covers: same },
  cache: { what: 'caches', from: (targets) => targets.caches.map((one) => one.name), covers: same },
  url: { what: 'urls', from: (targets) => targets.urls, covers: below },
}

/** Finds names in a step's inputs that service.yml does not list under `targets`. */
export function outsideTargets(input: JsonObject, targets: Targets): Finding[] {
  return Object.entries(input).flatMap(([key, value]) => {
    const rule = Object.hasOwn(named, key) ? named[key] : undefined
    if (!rule) return []
    const allowed = rule.from(targets)
    const check = (one: unknown, path: Finding['path']): Finding[] =>
      typeof one !== 'string' || allowed.some((listed) => rule.covers(listed, one))
        ? []
        : [{ path, says: refusal(one, rule.what, allowed) }]
    return Array.isArray(value) ? value.flatMap((one, n) => check(one, [key, n])) : check(value, [key])
  })
}

function refusal(name: string, what: string, allowed: readonly string[]): string {
  const meant = nearest(name, allowed)
  return `“${name.slice(0, 100)}” is not among targets.${what} of service.yml${meant ? `; did you mean ${meant}?` : ': add it there first'}`
}
