import type { Revision, Target } from '../app/ports/cluster-objects.ts'
import { readAll } from './ask.ts'
import type { Connection } from './connection.ts'
import { containersOf, readDeploymentObject, revisionAnnotation, selectorText } from './deployments.ts'
import { type DeploymentObject, type ReplicaSetObject, replicaSet as replicaSetShape } from './objects.ts'
import { releaseDigest, templateDigest } from './pod-template.ts'
import { settingsOf } from './template-settings.ts'

const changeCause = 'kubernetes.io/change-cause'

/**
 * ReplicaSets that this deployment controls, with everything the server said about them: selected by its labels,
 * then by owner, as kubectl/pkg/util/deployment/deployment.go lists them.
 */
export async function ownedReplicaSets(
  connection: Connection,
  owner: DeploymentObject,
): Promise<ReplicaSetObject[]> {
  const all = await readAll(
    connection,
    {
      group: 'apps',
      version: 'v1',
      resource: 'replicasets',
      namespace: owner.metadata.namespace,
      query: { labelSelector: selectorText(owner.spec.selector) },
    },
    replicaSetShape,
  )
  return all.filter(({ metadata }) =>
    metadata.ownerReferences.some(
      (reference) => reference.controller && reference.uid === owner.metadata.uid,
    ),
  )
}

function toRevision({ metadata, spec }: ReplicaSetObject): Revision {
  const cause = metadata.annotations[changeCause]
  return {
    revision: Number(metadata.annotations[revisionAnnotation] ?? 0),
    replicaSet: metadata.name,
    ...(cause ? { changeCause: cause } : {}),
    createdAt: metadata.creationTimestamp,
    containers: containersOf(spec.template),
    settings: settingsOf(spec.template),
    templateHash: metadata.labels['pod-template-hash'] ?? '',
    template: templateDigest(spec.template),
    release: releaseDigest(spec.template),
  }
}

/**
 * As `kubectl rollout history` (kubectl/pkg/polymorphichelpers/history.go), newest first; one whose revision is no
 * number has none. Empty when there is no such deployment.
 */
export async function listRevisions(connection: Connection, target: Target): Promise<Revision[]> {
  const owner = await readDeploymentObject(connection, target)
  if (!owner) return []
  const owned = await ownedReplicaSets(connection, owner)
  const revisions = owned.map(toRevision).filter(({ revision }) => Number.isSafeInteger(revision))
  return revisions.sort((a, b) => b.revision - a.revision)
}
