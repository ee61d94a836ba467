import type { Cluster } from '../../app/ports/cluster.ts'
import type { Container, Deployment } from '../../app/ports/cluster-objects.ts'
import { compareQuantities } from '../../domain/quantity.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import { noWayBackTo, overResources } from '../safeguards/limits.ts'
import { autoscalerOfRequests, replacingWarnings } from '../safeguards/warnings.ts'
import { type Amount, amountNow, resources } from './resource-values.ts'

/** The container meant: the one named, or the only one. */
export function containerOf({ name, containers }: Deployment, wanted: string | undefined): Result<Container> {
  const names = containers.map((one) => one.name).join(', ')
  const [only, another] = containers
  const found = wanted === undefined ? only : containers.find((one) => one.name === wanted)
  if (wanted === undefined && another)
    return refuse('bad-input', `${name} has several containers: say which, one of ${names}`)
  return found ? ok(found) : refuse('not-found', `${name} has no container ${wanted}: choose one of ${names}`)
}

/** Why service.yml, or the container's own other amounts, do not allow these. */
export function notAllowed(
  service: Service,
  { name }: Deployment,
  container: Container,
  amounts: readonly Amount[],
): Refused | undefined {
  for (const { kind, resource, value } of amounts) {
    const over = overResources(service, name, kind, resource, value)
    if (over) return over
  }
  const after = (kind: Amount['kind'], resource: Amount['resource']): string | null => {
    const asked = amounts.find((one) => one.kind === kind && one.resource === resource)
    return asked ? asked.value : amountNow(container, { kind, resource })
  }
  for (const resource of resources) {
    const [request, limit] = [after('requests', resource), after('limits', resource)]
    if (request !== null && limit !== null && compareQuantities(request, limit) > 0)
      return refuse(
        'bad-input',
        `${container.name} would request ${request} ${resource} and be limited to ${limit}: raise the limit too, or request less`,
      )
  }
  return undefined
}

/** `from`: the amounts that change, as they are now. */
export async function resourcesWarnings(
  cluster: Cluster,
  service: Service,
  now: Deployment,
  from: readonly Amount[],
): Promise<string[]> {
  const requests = from.some(({ kind }) => kind === 'requests')
  const [replacing, autoscaler] = await Promise.all([
    replacingWarnings(cluster, now),
    requests ? autoscalerOfRequests(cluster, now) : [],
  ])
  const stuck = from.flatMap(({ kind, resource, value }) =>
    noWayBackTo(service, now.name, kind, resource, value),
  )
  return [...autoscaler, ...replacing, ...stuck]
}
