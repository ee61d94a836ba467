import type { Cluster, Deployment, Evidence, Rollout, Target } from '../app/ports/cluster.ts'
import { count, evidenceLines } from '../checks/evidence.ts'

const otherHands: [RegExp, string][] = [
  [/^argocd\.argoproj\.io\//, 'Argo CD'],
  [/^kustomize\.toolkit\.fluxcd\.io\//, 'Flux'],
  [/^helm\.toolkit\.fluxcd\.io\//, 'Flux'],
]

/** Tools that put an object back to what their repository says. */
export function ownerWarnings(
  name: string,
  object: Pick<Deployment, 'annotations'> & { labels?: object },
): string[] {
  const marks = [...Object.keys(object.annotations), ...Object.keys(object.labels ?? {})]
  const owners = otherHands.filter(([pattern]) => marks.some((mark) => pattern.test(mark)))
  return [...new Set(owners.map(([, tool]) => tool))].map(
    (tool) => `${tool} manages ${name} and may undo this: change its repository too`,
  )
}

/** The same words while a rollout goes on and once it has failed, so that a plan made again stays the same. */
export async function unfinishedWarning(cluster: Cluster, target: Target): Promise<string[]> {
  const rollout = await cluster.rollout(target)
  return rollout.done ? [] : [`The last rollout of ${target.name} has not finished`]
}

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
