import type { Cluster } from '../../app/ports/cluster.ts'
import type { Deployment, Pod, Rollout } from '../../app/ports/cluster-objects.ts'
import { Denied } from '../../app/ports/failures.ts'
import type { Evidence } from '../../app/ports/instruments.ts'
import { evidenceLines } from '../../checks/evidence.ts'
import { count } from '../../domain/count.ts'

/**
 * Whether a rollout that began at `startedAt` has failed. A progress deadline that was passed before is an old
 * rollout's: it stays written on the deployment until the new one moves. A second is left for clocks apart.
 */
export const hasFailedSince = (rollout: Rollout, deployment: Deployment, startedAt: string): boolean =>
  rollout.failed && !(Date.parse(deployment.progressedAt ?? '') < Date.parse(startedAt) - 1000)

const explained = 2

/** The newest thing the cluster warned of about a pod: why it is not scheduled, why it does not start. */
async function whyNot(cluster: Cluster, namespace: string, { name }: Pod): Promise<string[]> {
  try {
    const warned = (await cluster.events({ namespace, name }, 'Pod')).filter(({ type }) => type === 'Warning')
    return warned.slice(-1).map(({ reason, message }) => `${name}: ${reason}: ${message}`)
  } catch (error) {
    if (!(error instanceof Denied)) throw error
    return [`${name}: why is not known, Muster may not list events`]
  }
}

/** A line for each pod that is not ready, and what the cluster says of the first of them. */
export async function unreadyLines(
  cluster: Cluster,
  namespace: string,
  pods: readonly Pod[],
): Promise<string[]> {
  const unready = pods.filter((pod) => !pod.ready)
  const why = await Promise.all(unready.slice(0, explained).map((pod) => whyNot(cluster, namespace, pod)))
  const lines = unready.flatMap((pod, at) => [
    `${pod.name}: ${pod.waiting ?? pod.phase}, ${count(pod.restarts, 'restart')}`,
    ...(why[at] ?? []),
  ])
  return evidenceLines(lines)
}

/** Where the rollout stands that began at `startedAt`. */
export async function rolloutEvidence(
  cluster: Cluster,
  deployment: Deployment,
  startedAt: string,
): Promise<Evidence & { failed?: boolean }> {
  const rollout = await cluster.rollout(deployment)
  const pods = rollout.done ? [] : await cluster.pods(deployment.namespace, deployment.selector)
  return {
    passed: rollout.done,
    summary: `${deployment.name}: ${rollout.says}`,
    evidence: await unreadyLines(cluster, deployment.namespace, pods),
    ...(hasFailedSince(rollout, deployment, startedAt) ? { failed: true } : {}),
  }
}
