import type { Cluster } from '../app/ports/cluster.ts'
import type { Autoscaler, Target } from '../app/ports/cluster-objects.ts'
import { change, readAll } from './ask.ts'
import { patching } from './call.ts'
import { mark } from './changes.ts'
import type { Connection } from './connection.ts'
import { autoscaler as shape } from './objects.ts'

const autoscalers = { group: 'autoscaling', version: 'v2', resource: 'horizontalpodautoscalers' }

/** The autoscaler whose target is this deployment. */
export async function readAutoscaler(
  connection: Connection,
  target: Target,
): Promise<Autoscaler | undefined> {
  const all = await readAll(connection, { ...autoscalers, namespace: target.namespace }, shape)
  const own = all.find(
    ({ spec }) => spec.scaleTargetRef.kind === 'Deployment' && spec.scaleTargetRef.name === target.name,
  )
  if (!own) return undefined
  const { metadata, spec, status } = own
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion,
    min: spec.minReplicas,
    max: spec.maxReplicas,
    current: status.currentReplicas,
    desired: status.desiredReplicas,
    annotations: metadata.annotations,
  }
}

/** Bounds, version and mark in one merge patch of autoscaling/v2; metrics and behaviour stay as they are. */
export const setAutoscaling = (
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['setAutoscaling']>[1],
): Promise<void> =>
  change(
    connection,
    patching({
      ...autoscalers,
      ...target,
      as: 'merge',
      body: {
        metadata: { resourceVersion: wanted.ifVersion, annotations: mark(wanted.remediation) },
        spec: { minReplicas: wanted.min, maxReplicas: wanted.max },
      },
      dryRun: wanted.dryRun,
    }),
  )
