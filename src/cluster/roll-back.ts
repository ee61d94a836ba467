import type { Cluster } from '../app/ports/cluster.ts'
import type { Target } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { change } from './ask.ts'
import { patching } from './call.ts'
import { mark } from './changes.ts'
import type { Connection } from './connection.ts'
import { deployments, readDeploymentObject, revisionAnnotation } from './deployments.ts'
import { templateDigest, withoutHashLabel } from './pod-template.ts'
import { ownedReplicaSets } from './revisions.ts'

/** `annotationsToSkip` of kubectl: they stay the deployment's own; all others come back with the old revision. */
const own = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

/** Annotations of a deployment put back to a ReplicaSet's revision. */
export function annotationsAfter(
  current: Record<string, string>,
  replicaSet: Record<string, string>,
): Record<string, string> {
  const kept = Object.entries(current).filter(([key]) => own.has(key))
  const brought = Object.entries(replicaSet).filter(([key]) => !own.has(key))
  return Object.fromEntries([...kept, ...brought])
}

/**
 * `kubectl rollout undo --to-revision` (kubectl/pkg/polymorphichelpers/rollback.go): refused while paused, nothing
 * to do where the templates are equal but for the hash label, else a JSON patch of template and annotations. Ours
 * is also bound to a version, and marked. The template is the ReplicaSet's as the server told it, so no field is
 * lost that this program does not know.
 */
export async function rollBackDeployment(
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['rollBack']>[1],
): Promise<void> {
  const found = await readDeploymentObject(connection, target)
  if (!found) throw new Denied(`There is no deployment ${target.namespace}/${target.name}`)
  if (found.spec.paused)
    throw new Denied(`${target.name} is paused: resume it with kubectl rollout resume, then try again`)
  const all = await ownedReplicaSets(connection, found)
  const replicaSet = all.find(({ metadata }) => metadata.name === wanted.replicaSet)
  if (!replicaSet) throw new Denied(`${target.name} no longer has the revision kept in ${wanted.replicaSet}`)
  if (templateDigest(replicaSet.spec.template) === templateDigest(found.spec.template))
    throw new Denied(`${target.name} already runs the pods of ${wanted.replicaSet}`)
  const annotations = annotationsAfter(found.metadata.annotations, replicaSet.metadata.annotations)
  const body = [
    { op: 'test', path: '/metadata/resourceVersion', value: wanted.ifVersion },
    { op: 'replace', path: '/spec/template', value: withoutHashLabel(replicaSet.spec.template) },
    { op: 'add', path: '/metadata/annotations', value: { ...annotations, ...mark(wanted.remediation) } },
  ]
  await change(connection, patching({ ...deployments, ...target, as: 'json', body, dryRun: wanted.dryRun }))
}
