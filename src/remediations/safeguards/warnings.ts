import type { Cluster } from '../../app/ports/cluster.ts'
import type { Deployment, Target } from '../../app/ports/cluster-objects.ts'
import { Denied } from '../../app/ports/failures.ts'
import { count } from '../../domain/count.ts'

type Marked = { annotations: Record<string, string>; labels?: Record<string, string> }

const otherHands: [RegExp, string][] = [
  [/^argocd\.argoproj\.io\//, 'Argo CD'],
  [/^(kustomize|helm)\.toolkit\.fluxcd\.io\//, 'Flux'],
]

/** Tools that put an object back to what their repository or chart says. Flux may drive Helm: then it is Flux's. */
export function ownerWarnings(name: string, { annotations, labels = {} }: Marked): string[] {
  const marks = [...Object.keys(annotations), ...Object.keys(labels)]
  const owners = otherHands.filter(([pattern]) => marks.some((mark) => pattern.test(mark)))
  if (owners.length > 0)
    return owners.map(([, tool]) => `${tool} manages ${name} and may undo this: change its repository too`)
  const release = annotations['meta.helm.sh/release-name']
  return release || labels['app.kubernetes.io/managed-by'] === 'Helm'
    ? [`Helm${release ? ` (release ${release})` : ''} manages ${name}: its next upgrade may undo this`]
    : []
}

/** The same words while a rollout goes on and once it has failed: it never forbids anything. */
export async function unfinishedWarning(cluster: Cluster, target: Target): Promise<string[]> {
  const rollout = await cluster.rollout(target)
  return rollout.done ? [] : [`The last rollout of ${target.name} has not finished`]
}

/** What a warning needs and Muster may not see makes it a warning of its own, and stops nothing. */
async function orNotKnown(look: () => Promise<string[]>, what: string, right: string): Promise<string[]> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Denied)) throw error
    return [`${what} is not known: Muster may not list ${right}`]
  }
}

export const autoscalerWarnings = (cluster: Cluster, target: Target, replicas: number): Promise<string[]> =>
  orNotKnown(
    async () => {
      const found = await cluster.autoscaler(target)
      if (!found) return []
      const { name, min, max } = found
      const within = replicas >= min && replicas <= max
      if (replicas === 0) return [`The autoscaler ${name} rests while there are no replicas`]
      return [
        `The autoscaler ${name} keeps ${min} to ${max} replicas and ${within ? 'may' : 'will'} change this again`,
      ]
    },
    'Whether an autoscaler changes this again',
    'horizontalpodautoscalers',
  )

/** An autoscaler that goes by utilisation reckons in shares of what pods request. */
export const autoscalerOfRequests = (cluster: Cluster, target: Target): Promise<string[]> =>
  orNotKnown(
    async () => {
      const found = await cluster.autoscaler(target)
      return found ? [`The autoscaler ${found.name} reckons by requests: it may change the replicas`] : []
    },
    'Whether an autoscaler reckons by these requests',
    'horizontalpodautoscalers',
  )

/** A PodDisruptionBudget guards evictions alone: neither a rollout nor a deletion asks it. */
export const budgetWarnings = (cluster: Cluster, { namespace, selector }: Deployment): Promise<string[]> =>
  orNotKnown(
    async () => {
      const [pod] = await cluster.pods(namespace, selector)
      const budgets = pod ? await cluster.disruptionBudgets(namespace, pod.labels) : []
      return budgets
        .filter(({ disruptionsAllowed }) => disruptionsAllowed <= 0)
        .map(
          ({ name, healthy, wanted }) =>
            `The disruption budget ${name} lets no pod go now (${healthy} healthy, ${wanted} wanted): this does not ask it`,
        )
    },
    'Whether a disruption budget lets pods go',
    'poddisruptionbudgets',
  )

/** How much of what serves goes away. */
export function shareWarning(affected: number, replicas: number): string[] {
  if (affected === 0 || replicas === 0) return []
  const share = `${Math.round((100 * affected) / replicas)} %`
  return [
    affected === replicas
      ? `It affects ${replicas === 1 ? 'the only replica' : `all ${replicas} replicas`} (${share})`
      : `It affects ${affected} of ${count(replicas, 'replica')} (${share})`,
  ]
}

/** How much of what serves is missing while its pods are replaced; nothing where new ones come first. */
export function rollingWarning({
  name,
  replicas,
  recreates,
  outWhileRolling: out,
}: Pick<Deployment, 'name' | 'replicas' | 'recreates' | 'outWhileRolling'>): string[] {
  if (replicas === 0 || out === 0) return []
  const all = replicas === 1 ? `The only pod of ${name}` : `All ${replicas} pods of ${name}`
  if (recreates)
    return [`${all} ${replicas === 1 ? 'stops' : 'stop'} before new ones start: it is down meanwhile`]
  if (out >= replicas) return [`${all} may be out of service at once while being replaced`]
  const share = `${Math.round((100 * out) / replicas)} %`
  return [
    `Up to ${out} of ${count(replicas, 'pod')} of ${name} may be out of service at a time while they are replaced (${share})`,
  ]
}

/** Of a change that makes a deployment replace its pods. */
export async function replacingWarnings(cluster: Cluster, deployment: Deployment): Promise<string[]> {
  const [unfinished, budgets] = await Promise.all([
    unfinishedWarning(cluster, deployment),
    budgetWarnings(cluster, deployment),
  ])
  return [
    ...unfinished,
    ...ownerWarnings(deployment.name, deployment),
    ...budgets,
    ...rollingWarning(deployment),
  ]
}
