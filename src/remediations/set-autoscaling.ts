import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import { onAny, onNamed } from '../checks/rights.ts'
import { ok, refuse } from '../domain/result.ts'
import { autoscalingPlan, boundsWords } from './deployment/autoscaling.ts'
import { rolloutEvidence, unreadyLines } from './deployment/rollout.ts'
import { changeable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { missing } from './safeguards/guard.ts'
import { Outdated, onNewest, remediationOf } from './safeguards/newest.ts'
import { seeingBudgets, seeingEvents } from './safeguards/scope.ts'
import { changedSince, goneFor, lost, settledBy } from './safeguards/settling.ts'

const bounds = z.object({ min: z.number(), max: z.number() })

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  autoscaler: z.string(),
  from: bounds,
  to: bounds,
})

const replicas = z.int().min(1).max(10_000).optional()

const same = (a: z.infer<typeof bounds>, b: z.infer<typeof bounds>): boolean =>
  a.min === b.min && a.max === b.max

/** Sets between how many replicas the autoscaler of a deployment may choose. */
export const setAutoscaling = defineRemediation({
  name: 'set-autoscaling',
  summary: 'Set the least and the most replicas an autoscaler may choose',
  risk: 'low',
  input: z
    .strictObject({
      deployment: z.string(),
      min: replicas.meta({ description: 'Stays as it is when absent' }),
      max: replicas.meta({ description: 'Stays as it is when absent; limits.maxReplicas bounds it' }),
    })
    .refine(({ min, max }) => min !== undefined || max !== undefined, {
      path: ['min'],
      error: 'Name min, max or both',
    }),
  data,
  verifyWithinMs: 10 * 60_000,

  rights: ({ deployments }) =>
    deployments.length === 0
      ? []
      : [
          ...onNamed('apps', 'deployments', ['get'], deployments),
          onAny('autoscaling', 'horizontalpodautoscalers', 'list', 'patch'),
          onAny('', 'pods', 'list'),
          seeingBudgets,
          seeingEvents,
        ],

  async plan({ deployment: name, ...asked }, { cluster }, { service, signal }) {
    const deployment = await changeable(cluster, service, name)
    if (!deployment.ok) return deployment
    const found = await cluster.autoscaler(deployment.value)
    if (!found) return refuse('not-found', `No autoscaler targets ${name}: scale it instead`)
    const min = asked.min ?? found.min
    const max = asked.max ?? found.max
    return autoscalingPlan({ cluster, service, signal }, deployment.value, found, { min, max })
  },

  async apply({ namespace, deployment, autoscaler: name, from, to }, { cluster }, { id, signal }) {
    await onNewest(signal, async () => {
      const now = await cluster.autoscaler({ namespace, name: deployment })
      if (now?.name !== name) throw new Denied(`The autoscaler ${name} no longer targets ${deployment}`)
      if (remediationOf(now) === id && same(now, to)) return undefined
      if (!same(now, from))
        throw new Outdated(`${name} keeps ${boundsWords(now)} now, not ${boundsWords(from)}`)
      const bound = { ifVersion: now.resourceVersion, remediation: id }
      return () => cluster.setAutoscaling({ namespace, name }, { ...to, ...bound })
    })
    return { says: `The autoscaler ${name} keeps ${boundsWords(to)}` }
  },

  async settle({ namespace, deployment, autoscaler: name, from }, { cluster }, { id }) {
    const now = await cluster.autoscaler({ namespace, name: deployment })
    if (now?.name !== name) return goneFor('autoscaler', name)
    return settledBy(
      { marked: remediationOf(now) === id, asBefore: same(now, from) },
      { name, what: 'change', before: `keeps ${boundsWords(from)}`, now: `keeps ${boundsWords(now)}` },
    )
  },

  async verify({ namespace, deployment: name, autoscaler, to }, { cluster }, { startedAt }) {
    const target = { namespace, name }
    const [now, found] = await Promise.all([cluster.deployment(target), cluster.autoscaler(target)])
    if (!now) return lost(`There is no deployment ${name} any more`)
    if (found?.name !== autoscaler) return lost(`There is no autoscaler ${autoscaler} any more`)
    if (!same(found, to)) return lost(`${autoscaler} keeps ${boundsWords(found)} by now`)
    // With no replicas at all an autoscaler rests.
    if (now.replicas !== 0 && (now.replicas < to.min || now.replicas > to.max))
      return {
        passed: false,
        summary: `${name} has ${now.replicas} replicas, and ${autoscaler} has not moved them to ${boundsWords(to)} yet`,
        evidence: await unreadyLines(cluster, namespace, await cluster.pods(namespace, now.selector)),
      }
    return rolloutEvidence(cluster, now, startedAt)
  },

  async undo({ namespace, deployment, autoscaler: name, from, to }, { cluster }, { service }) {
    const now = await cluster.autoscaler({ namespace, name: deployment })
    if (now?.name !== name) return missing('autoscaler', name, service)
    if (!same(now, to)) return changedSince(`${name} keeps ${boundsWords(now)} now, not ${boundsWords(to)}`)
    return ok({ name: 'set-autoscaling', input: { deployment, ...from } })
  },
})
