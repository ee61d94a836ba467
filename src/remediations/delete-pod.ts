import { z } from 'zod'
import type { Cluster } from '../app/ports/cluster.ts'
import type { Deployment, Pod } from '../app/ports/cluster-objects.ts'
import { onAny, onNamed } from '../checks/rights.ts'
import { ok } from '../domain/result.ts'
import { choosePod, conditionOf, isLastReady } from './deployment/pod-choice.ts'
import { unreadyLines } from './deployment/rollout.ts'
import { changeable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { dryRun } from './safeguards/dry-run.ts'
import { Outdated } from './safeguards/newest.ts'
import { seeingBudgets, seeingEvents, seeingRevisions } from './safeguards/scope.ts'
import { lost } from './safeguards/settling.ts'
import { budgetWarnings, shareWarning, unfinishedWarning } from './safeguards/warnings.ts'

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  selector: z.string(),
  pod: z.string(),
  uid: z.string(),
})

/** A pod that started after the deletion stands in for the one deleted. A second is left for clocks apart. */
const startedAfter = (pod: Pod, startedAt: string): boolean =>
  pod.startedAt === undefined || Date.parse(pod.startedAt) >= Date.parse(startedAt) - 1000

async function warningsFor(cluster: Cluster, deployment: Deployment, pod: Pod): Promise<string[]> {
  const [unfinished, budgets] = await Promise.all([
    unfinishedWarning(cluster, deployment),
    budgetWarnings(cluster, deployment),
  ])
  return [conditionOf(pod), ...unfinished, ...budgets, ...shareWarning(1, deployment.replicas)]
}

/** Deletes one pod, so that its ReplicaSet makes another. The uid makes it that pod and no other, and once. */
export const deletePod = defineRemediation({
  name: 'delete-pod',
  summary: 'Delete one broken pod, so that another is made',
  risk: 'low',
  input: z.strictObject({
    deployment: z.string(),
    pod: z.string().optional().meta({ description: 'The one that is worst off, when absent' }),
  }),
  data,
  verifyWithinMs: 5 * 60_000,

  rights: ({ deployments }) =>
    deployments.length === 0
      ? []
      : [
          ...onNamed('apps', 'deployments', ['get'], deployments),
          seeingRevisions,
          onAny('', 'pods', 'list', 'delete'),
          seeingBudgets,
          seeingEvents,
        ],

  async plan({ deployment: name, pod: wanted }, { cluster, now: clock }, { service, signal }) {
    const { namespace } = service
    const found = await changeable(cluster, service, name)
    if (!found.ok) return found
    const now = found.value
    const [pods, revisions] = await Promise.all([
      cluster.pods(namespace, now.selector),
      cluster.revisions(now),
    ])
    const choice = choosePod(name, { pods, revisions, now: clock() }, wanted)
    if (!choice.ok) return choice
    const pod = choice.value
    const [refused, warnings] = await Promise.all([
      dryRun(
        signal,
        pod,
        async () => undefined,
        ({ dryRun: only }) =>
          cluster.deletePod({ namespace, name: pod.name }, { uid: pod.uid, dryRun: only }),
      ),
      warningsFor(cluster, now, pod),
    ])
    if (refused) return refused
    return ok({
      says: `Delete the pod ${pod.name} of ${name}`,
      changes: [
        {
          what: `pod ${pod.name}`,
          before: pod.ready ? 'ready' : 'not ready',
          after: 'deleted, another made',
        },
      ],
      warnings,
      target: `Pod ${namespace}/${pod.name}`,
      touches: [`Deployment ${namespace}/${name}`],
      lasting: false,
      data: { namespace, deployment: name, selector: now.selector, pod: pod.name, uid: pod.uid },
    })
  },

  async apply({ namespace, selector, deployment, pod: name, uid }, { cluster }, { signal }) {
    const pods = await cluster.pods(namespace, selector)
    const pod = pods.find((one) => one.uid === uid)
    if (!pod) return { says: `${name} is gone already` }
    if (isLastReady(pod, pods)) throw new Outdated(`${name} is the last ready pod of ${deployment} by now`)
    signal.throwIfAborted()
    await cluster.deletePod({ namespace, name }, { uid })
    return { says: `${name} is deleted` }
  },

  // A uid never comes again: whoever deleted the pod, doing it once more does nothing.
  async settle({ namespace, selector, pod: name, uid }, { cluster }) {
    const pods = await cluster.pods(namespace, selector)
    return pods.some((one) => one.uid === uid)
      ? { state: 'not-applied', says: `${name} is still there` }
      : { state: 'applied', says: `${name} is gone, by this deletion or another` }
  },

  async verify({ namespace, selector, deployment: name, pod, uid }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return lost(`There is no deployment ${name} any more`)
    const pods = await cluster.pods(namespace, selector)
    if (pods.some((one) => one.uid === uid))
      return { passed: false, summary: `${pod} is still there`, evidence: [] }
    // The deployment's own count may lag behind: the pods are counted themselves.
    const ready = pods.filter((one) => one.ready)
    const fresh = pods.filter((one) => startedAfter(one, startedAt))
    const standIn = fresh.length > 0 && fresh.every((one) => one.ready)
    return {
      passed: standIn || ready.length >= now.replicas,
      summary: standIn
        ? `${pod} is gone, and ${fresh.map((one) => one.name).join(', ')} is ready`
        : `${pod} is gone; ${ready.length} of ${now.replicas} pods of ${name} are ready`,
      evidence: await unreadyLines(cluster, namespace, pods),
    }
  },
})
