import type { AnyCheck } from '../checks/check.ts'
import type { Right, Scope } from '../domain/right.ts'
import type { Service } from '../domain/service.ts'
import type { AnyRemediation } from '../remediations/remediation.ts'

export type Tools = { checks: readonly AnyCheck[]; remediations: readonly AnyRemediation[] }

/** What becomes one Role: rights that belong together, and what for. */
export type Grant = { name: string; purpose: string; rights: Right[] }

/** All that a service's checks may look at. */
export const seen = ({ targets }: Service): Scope => ({
  deployments: targets.deployments,
  configmaps: targets.configmaps,
  caches: targets.caches,
})

/** What remediations may touch: all but the frozen, which stand by name or as `deployment/name`. */
export function changeable({ targets, limits }: Service): Scope {
  const frozen = new Set(limits.frozen.map((entry) => entry.toLowerCase()))
  const isFree = (kind: string, name: string) => !frozen.has(name) && !frozen.has(`${kind}/${name}`)
  return {
    deployments: targets.deployments.filter((name) => isFree('deployment', name)),
    configmaps: targets.configmaps.filter((name) => isFree('configmap', name)),
    caches: targets.caches.filter(({ name }) => isFree('cache', name)),
  }
}

/** The least that a service needs: a grant for all checks, and one for each remediation that has something to touch. */
export function grantsFor(service: Service, { checks, remediations }: Tools): Grant[] {
  const looking = checks.map((check) => ({ check, rights: check.rights(seen(service)) }))
  const needing = looking.filter(({ rights }) => rights.length > 0)
  const scope = changeable(service)
  const grants = [
    {
      name: 'checks',
      purpose: `Looks, and changes nothing: ${needing.map(({ check }) => check.name).join(', ')}.`,
      rights: needing.flatMap(({ rights }) => rights),
    },
    ...remediations.map((one) => ({
      name: one.name,
      purpose: `${one.summary}: all that ${one.name} needs to plan, make, verify and undo it.`,
      rights: one.rights(scope),
    })),
  ]
  return grants.filter(({ rights }) => rights.length > 0)
}
