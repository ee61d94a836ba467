import { type Cluster, Denied, type Target } from '../app/ports/cluster.ts'
import { change } from './ask.ts'
import { patching } from './call.ts'
import type { Connection } from './connection.ts'
import { deployments, readDeploymentObject, restartAnnotation } from './deployments.ts'

/** What every changed object carries: which remediation changed it last. */
export const remediationAnnotation = 'muster.dev/remediation'
export const mark = (remediation: string) => ({ [remediationAnnotation]: remediation })

/**
 * Patches the deployment, not its scale subresource: a Scale carries no annotations, so count, version and
 * mark could not be written in one step, and a scaling whose answer was lost could not be found again.
 */
export const scaleDeployment = (
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['scale']>[1],
): Promise<void> =>
  change(
    connection,
    patching({
      ...deployments,
      ...target,
      as: 'merge',
      body: {
        metadata: { resourceVersion: wanted.ifVersion, annotations: mark(wanted.remediation) },
        spec: { replicas: wanted.replicas },
      },
      dryRun: wanted.dryRun,
    }),
  )

/** As `kubectl rollout restart`; a paused deployment would not restart, so it is refused. */
export async function restartDeployment(
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['restart']>[1],
): Promise<void> {
  const found = await readDeploymentObject(connection, target)
  if (!found) throw new Denied(`There is no deployment ${target.namespace}/${target.name}`)
  if (found.spec.paused)
    throw new Denied(`${target.name} is paused: resume it with kubectl rollout resume, then try again`)
  const annotations = { [restartAnnotation]: wanted.restartedAt }
  const version = wanted.ifVersion === undefined ? {} : { resourceVersion: wanted.ifVersion }
  const body = {
    metadata: { ...version, annotations: mark(wanted.remediation) },
    spec: { template: { metadata: { annotations } } },
  }
  await change(connection, patching({ ...deployments, ...target, as: 'merge', body }))
}
