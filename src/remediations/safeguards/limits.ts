import { compareQuantities } from '../../domain/quantity.ts'
import { type Refused, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'

const where = (service: Service, limit: string): string => `limits.${limit} in ${service.id}/service.yml`

/** The most replicas Muster may give a deployment; undefined when service.yml does not say. */
const mostReplicas = (service: Service, name: string): number | undefined =>
  service.limits.maxReplicas[name] ?? service.limits.maxReplicasDefault

export function overReplicas(service: Service, name: string, replicas: number): Refused | undefined {
  const most = mostReplicas(service, name)
  const at = where(service, 'maxReplicas')
  if (most === undefined)
    return refuse('no-limit', `How far ${name} may grow is not said: add "${name}: <number>" under ${at}`)
  if (replicas > most) return refuse('over-limit', `${name} may have ${most} replicas at most: see ${at}`)
  return undefined
}

/** Said before a change that leaves a number above the limit: Muster keeps its limit when it puts things back too. */
export function noWayBack(service: Service, name: string, replicas: number): string[] {
  const most = mostReplicas(service, name)
  return most === undefined || replicas <= most
    ? []
    : [`${replicas} replicas is over the limit of ${most} for ${name}: Muster cannot put that back`]
}

export type Resource = 'cpu' | 'memory'

/** The most of a resource that a container may ask for or be limited to. `value` null takes it away. */
export function overResources(
  service: Service,
  name: string,
  kind: 'requests' | 'limits',
  resource: Resource,
  value: string | null,
): Refused | undefined {
  const most = service.limits.maxResources[name]?.[resource]
  const at = where(service, 'maxResources')
  if (most === undefined)
    return refuse(
      'no-limit',
      `How much ${resource} ${name} may have is not said: add "${name}: { ${resource}: <quantity> }" under ${at}`,
    )
  if (value === null && kind === 'limits')
    return refuse(
      'over-limit',
      `Without its ${resource} limit ${name} could take more than ${most}: see ${at}`,
    )
  if (value !== null && compareQuantities(value, most) > 0)
    return refuse('over-limit', `A container of ${name} may have ${most} ${resource} at most: see ${at}`)
  return undefined
}

/** As `noWayBack`, for an amount that a container has now. */
export const noWayBackTo = (
  service: Service,
  name: string,
  kind: 'requests' | 'limits',
  resource: Resource,
  value: string | null,
): string[] =>
  overResources(service, name, kind, resource, value)
    ? [
        value === null
          ? `${name} has no ${resource} limit now, and Muster may set none higher than its own: it cannot put that back`
          : `${value} ${resource} is over what ${name} may have: Muster cannot put that back`,
      ]
    : []
