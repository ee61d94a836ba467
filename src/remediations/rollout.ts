import type { Cluster, Deployment, Evidence, Rollout } from '../app/ports/cluster.ts'
import { count, evidenceLines } from '../checks/evidence.ts'

/**
 * Whether a rollout that began at `startedAt` has failed. A progress deadline that was passed before is an old
 * rollout's: it stays written on the deployment until the new one moves. A second is left for clocks apart.
 */
export const hasFailedSince = (rollout: Rollout, deployment: Deployment, startedAt: string): boolean =>
  rollout.failed && !(Date.parse(deployment.progressedAt ?? '') < Date.parse(startedAt) - 1000)

/** Where the rollout stands that began at `startedAt`. */
export async function rolloutEvidence(
  cluster: Cluster,
  deployment: Deployment,
  startedAt: string,
): Promise<Evidence & { failed?: boolean }> {
  const rollout = await cluster.rollout(deployment)
  const pods = rollout.done ? [] : await cluster.pods(deployment.namespace, deployment.selector)
  const unready = pods
    .filter((pod) => !pod.ready)
    .map((pod) => `${pod.name}: ${pod.waiting ?? pod.phase}, ${count(pod.restarts, 'restart')}`)
  return {
    passed: rollout.done,
    summary: `${deployment.name}: ${rollout.says}`,
    evidence: evidenceLines(unready),
    ...(hasFailedSince(rollout, deployment, startedAt) ? { failed: true } : {}),
  }
}
