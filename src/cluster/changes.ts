import type { Cluster } from '../app/ports/cluster.ts'
import type { Target } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { change } from './ask.ts'
import { patching } from './call.ts'
import type { Connection } from './connection.ts'
import { deployments, readDeploymentObject } from './deployments.ts'
import { restartAnnotation } from './pod-template.ts'

/** What every changed object carries: which remediation changed it last. */
const remediationAnnotation = 'muster.dev/remediation'
export const mark = (remediation: string) => ({ [remediationAnnotation]: remediation })

/**
 * Leaves what `kubectl scale` leaves (kubectl/pkg/scale/scale.go), and an absolute count may be set twice.
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

async function changeable(connection: Connection, target: Target) {
  const found = await readDeploymentObject(connection, target)
  if (!found) throw new Denied(`There is no deployment ${target.namespace}/${target.name}`)
  return found
}

/**
 * As `kubectl rollout restart` (kubectl/pkg/polymorphichelpers/objectrestarter.go): a new value of one annotation
 * of the template. A paused deployment would not restart, so it is refused.
 */
export async function restartDeployment(
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['restart']>[1],
): Promise<void> {
  const found = await changeable(connection, target)
  if (found.spec.paused)
    throw new Denied(`${target.name} is paused: resume it with kubectl rollout resume, then try again`)
  const annotations = { [restartAnnotation]: wanted.restartedAt }
  const version = wanted.ifVersion === undefined ? {} : { resourceVersion: wanted.ifVersion }
  const body = {
    metadata: { ...version, annotations: mark(wanted.remediation) },
    spec: { template: { metadata: { annotations } } },
  }
  const { dryRun } = wanted
  await change(connection, patching({ ...deployments, ...target, as: 'merge', body, dryRun }))
}

/**
 * As `kubectl set resources -c` (kubectl/pkg/cmd/set/set_resources.go): a strategic merge patch, which finds the
 * container by its name, keeps what is not named and takes away what is null. kubectl writes 0 to take away.
 */
export async function setResources(
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['setResources']>[1],
): Promise<void> {
  const { container: name, requests, limits, dryRun } = wanted
  const found = await changeable(connection, target)
  const names = found.spec.template.spec.containers.map((one) => one.name)
  if (!names.includes(name))
    throw new Denied(`${target.name} has no container ${name}: it has ${names.join(', ')}`)
  const body = {
    metadata: { resourceVersion: wanted.ifVersion, annotations: mark(wanted.remediation) },
    spec: { template: { spec: { containers: [{ name, resources: { requests, limits } }] } } },
  }
  await change(connection, patching({ ...deployments, ...target, as: 'strategic', body, dryRun }))
}
