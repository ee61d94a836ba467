import { notListed } from '../../checks/allowed.ts'
import { type Refused, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'

const singular = { deployments: 'deployment', configmaps: 'configmap', caches: 'cache' } as const
type Kind = keyof typeof singular

/** Refuses what service.yml does not list or has frozen, by name or as `deployment/name`. */
export function mayNotChange(service: Service, kind: Kind, name: string): Refused | undefined {
  const unlisted = notListed(service, kind, name)
  if (unlisted) return refuse('not-listed', unlisted)
  const written = [name, `${singular[kind]}/${name}`].map((one) => one.toLowerCase())
  const frozen = service.limits.frozen.find((entry) => written.includes(entry.toLowerCase()))
  if (frozen === undefined) return undefined
  return refuse(
    'frozen',
    `${name} is frozen: no remediation changes it while "${frozen}" stands under limits.frozen in ${service.id}/service.yml`,
  )
}

export const missing = (what: string, name: string, service: Service): Refused =>
  refuse('not-found', `There is no ${what} ${name} in namespace ${service.namespace}`)

export const paused = (name: string): Refused =>
  refuse(
    'paused',
    `${name} is paused: run "kubectl rollout resume deployment/${name}" first, then plan again`,
  )
