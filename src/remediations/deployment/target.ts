import type { Cluster } from '../../app/ports/cluster.ts'
import type { Deployment } from '../../app/ports/cluster-objects.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import { mayNotChange, missing, paused } from '../safeguards/guard.ts'

/** The deployment that a plan is about, as it is now; refused where it is not there or may not be changed. */
export async function changeable(
  cluster: Cluster,
  service: Service,
  name: string,
): Promise<Result<Deployment>> {
  const refusal = mayNotChange(service, 'deployments', name)
  if (refusal) return refusal
  const found = await cluster.deployment({ namespace: service.namespace, name })
  return found ? ok(found) : missing('deployment', name, service)
}

/** One whose pods can be replaced: a paused deployment would not roll them out. */
export async function replaceable(
  cluster: Cluster,
  service: Service,
  name: string,
): Promise<Result<Deployment>> {
  const found = await changeable(cluster, service, name)
  return found.ok && found.value.paused ? paused(name) : found
}
