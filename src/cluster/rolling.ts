import type { DeploymentObject } from './objects.ts'

type Portion = number | string | null | undefined

/** A number of pods, or `25%` of them. */
function portion(asked: Portion, replicas: number, round: (pods: number) => number): number {
  const text = String(asked ?? '25%')
  return text.endsWith('%') ? round((Number(text.slice(0, -1)) * replicas) / 100) : Number(text)
}

/**
 * How many of its pods a rollout may take out of service at once; all of them where the strategy is Recreate. As
 * MaxUnavailable and ResolveFenceposts reckon in pkg/controller/deployment/util/deployment_util.go: a surge is
 * rounded up, what may be missing down, and where both come to nothing one pod goes first.
 */
export function outWhileRolling({ replicas, strategy }: DeploymentObject['spec']): number {
  if (strategy.type === 'Recreate') return replicas
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {}
  const surge = portion(maxSurge, replicas, Math.ceil)
  const out = portion(maxUnavailable, replicas, Math.floor)
  return Math.min(replicas, surge === 0 && out === 0 ? 1 : out)
}
