import type { Cluster } from '../../app/ports/cluster.ts'
import type { Autoscaler, Deployment } from '../../app/ports/cluster-objects.ts'
import type { Change, Plan } from '../../domain/remediation.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import { dryRun } from '../safeguards/dry-run.ts'
import { noWayBack, overReplicas } from '../safeguards/limits.ts'
import { budgetWarnings, ownerWarnings, shareWarning, unfinishedWarning } from '../safeguards/warnings.ts'

type Bounds = { min: number; max: number }

export const boundsWords = ({ min, max }: Bounds): string => `${min} to ${max} replicas`

const change = (what: string, before: number, after: number): Change[] =>
  before === after ? [] : [{ what, before: String(before), after: String(after) }]

/** How many replicas go at once because they are more than the new most. */
const surplus = ({ replicas }: Deployment, { max }: Bounds): number => Math.max(0, replicas - max)

/** Plans other bounds for the autoscaler `found`, which targets `now`. */
export async function autoscalingPlan(
  { cluster, service, signal }: { cluster: Cluster; service: Service; signal: AbortSignal },
  now: Deployment,
  found: Autoscaler,
  to: Bounds,
): Promise<
  Result<
    Plan & { data: { namespace: string; deployment: string; autoscaler: string; from: Bounds; to: Bounds } }
  >
> {
  const { namespace, name: deployment } = now
  const { name, min, max } = found
  const from = { min, max }
  if (to.min === min && to.max === max) return refuse('same', `${name} already keeps ${boundsWords(from)}`)
  if (to.min > to.max)
    return refuse('bad-input', `The least, ${to.min}, is more than the most, ${to.max}: say min and max`)
  const over = to.max === max ? undefined : overReplicas(service, deployment, to.max)
  if (over) return over
  const target = { namespace, name }
  const [refused, unfinished, budgets] = await Promise.all([
    dryRun(
      signal,
      found,
      () => cluster.autoscaler({ namespace, name: deployment }),
      (bound) => cluster.setAutoscaling(target, { ...to, ...bound }),
    ),
    unfinishedWarning(cluster, now),
    surplus(now, to) > 0 ? budgetWarnings(cluster, now) : [],
  ])
  if (refused) return refused
  return ok({
    says: `Let ${name} keep ${boundsWords(to)} of ${deployment}`,
    changes: [...change('min replicas', min, to.min), ...change('max replicas', max, to.max)],
    warnings: [
      ...unfinished,
      ...ownerWarnings(name, found),
      ...budgets,
      ...shareWarning(surplus(now, to), now.replicas),
      ...(now.replicas === 0
        ? [`${deployment} has no replicas: its autoscaler rests until it is scaled`]
        : []),
      ...(to.max === max ? [] : noWayBack(service, deployment, max)),
    ],
    target: `HorizontalPodAutoscaler ${namespace}/${name}`,
    touches: [`Deployment ${namespace}/${deployment}`],
    lasting: true,
    data: { namespace, deployment, autoscaler: name, from, to },
  })
}
