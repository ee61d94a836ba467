import type { Cluster } from '../app/ports/cluster.ts'
import type { Pod, Target } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { change, readAll } from './ask.ts'
import { deleting } from './call.ts'
import type { Connection } from './connection.ts'
import { type PodObject, pod as podShape } from './objects.ts'

const pods = { group: '', version: 'v1', resource: 'pods' }

/** Pods by label selector, without those already told to go. */
export async function listPodObjects(
  connection: Connection,
  query: { namespace: string; selector: string; signal?: AbortSignal | undefined },
): Promise<PodObject[]> {
  const all = await readAll(
    connection,
    {
      ...pods,
      namespace: query.namespace,
      query: { labelSelector: query.selector },
      signal: query.signal,
    },
    podShape,
  )
  return all.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
}

function toPod({ metadata, spec, status }: PodObject): Pod {
  const statuses = [...status.initContainerStatuses, ...status.containerStatuses]
  const waiting = statuses.map(({ state }) => state.waiting?.reason).find((reason) => reason !== undefined)
  const restarts = status.containerStatuses.map(({ restartCount }) => restartCount)
  const owner = metadata.ownerReferences.find(({ controller }) => controller)
  return {
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    labels: metadata.labels,
    ...(owner ? { owner: { kind: owner.kind, name: owner.name } } : {}),
    phase: status.phase,
    ready: status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    restarts: Math.max(0, ...restarts),
    ...(waiting ? { waiting } : {}),
    ...(spec.nodeName ? { node: spec.nodeName } : {}),
    ...(status.startTime ? { startedAt: status.startTime } : {}),
    containers: spec.containers.map(({ name }) => name),
  }
}

export async function listPods(connection: Connection, namespace: string, selector: string): Promise<Pod[]> {
  const objects = await listPodObjects(connection, { namespace, selector })
  return objects.map(toPod).sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * `kubectl delete pod` with a precondition: the pod gets its own grace period, and whatever made it makes another.
 * A pod that is gone is no error of ours, and nothing of ours either.
 */
export async function deletePod(
  connection: Connection,
  target: Target,
  { uid, dryRun }: Parameters<Cluster['deletePod']>[1],
): Promise<void> {
  const call = deleting({ ...pods, ...target, uid, dryRun })
  const gone = new Denied(`Pod ${target.name} is already gone`)
  await change(connection, call, { notFound: gone })
}

/** The container kubectl speaks to when none is named: kubectl/pkg/cmd/util/podcmd/podcmd.go. */
export const defaultContainer = (pod: PodObject): string | undefined =>
  pod.metadata.annotations['kubectl.kubernetes.io/default-container'] ?? pod.spec.containers[0]?.name
