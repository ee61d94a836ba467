import { z } from 'zod'
import { type Cluster, Denied, type Target } from '../app/ports/cluster.ts'
import { ok, type Refused, refuse } from '../domain/result.ts'
import type { Service } from '../domain/service.ts'
import { mayNotChange, missing } from './guard.ts'
import { Outdated, onNewest, remediationOf } from './newest.ts'
import { defineRemediation } from './remediation.ts'
import { ownerWarnings, rolloutEvidence } from './rollout.ts'

const data = z.object({ namespace: z.string(), deployment: z.string(), from: z.number(), to: z.number() })

function overLimit(service: Service, name: string, replicas: number): Refused | undefined {
  const most = service.limits.maxReplicas[name] ?? service.limits.maxReplicasDefault
  const where = `limits.maxReplicas in ${service.id}/service.yml`
  if (most === undefined)
    return refuse('no-limit', `How far ${name} may grow is not said: add "${name}: <number>" under ${where}`)
  if (replicas > most) return refuse('over-limit', `${name} may have ${most} replicas at most: see ${where}`)
  return undefined
}

async function autoscalerWarnings(cluster: Cluster, target: Target, replicas: number): Promise<string[]> {
  try {
    const found = await cluster.autoscaler(target)
    if (!found) return []
    const { name, min, max } = found
    const within = replicas >= min && replicas <= max
    return [
      `The autoscaler ${name} keeps ${min} to ${max} replicas and ${within ? 'may' : 'will'} change this again`,
    ]
  } catch (error) {
    if (!(error instanceof Denied)) throw error
    return [
      'Whether an autoscaler changes this again is not known: Muster may not list horizontalpodautoscalers',
    ]
  }
}

/** Sets the number of replicas, as a number: asked twice it is still that number. */
export const scale = defineRemediation({
  name: 'scale',
  summary: 'Set how many replicas a deployment has',
  risk: 'low',
  input: z.strictObject({ deployment: z.string(), replicas: z.int().min(0).max(10_000) }),
  data,
  verifyWithinMs: 10 * 60_000,

  async plan({ deployment: name, replicas }, { cluster }, { service }) {
    const refusal = mayNotChange(service, 'deployments', name) ?? overLimit(service, name, replicas)
    if (refusal) return refusal
    const target = { namespace: service.namespace, name }
    const now = await cluster.deployment(target)
    if (!now) return missing('deployment', name, service)
    if (now.replicas === replicas) return refuse('same', `${name} already has ${replicas} replicas`)
    return ok({
      says: `Scale ${name} from ${now.replicas} to ${replicas} replicas`,
      changes: [{ what: 'replicas', before: String(now.replicas), after: String(replicas) }],
      warnings: [
        ...(replicas === 0 ? [`No pod of ${name} will be left`] : []),
        ...(await autoscalerWarnings(cluster, target, replicas)),
        ...ownerWarnings(name, now),
      ],
      target: `Deployment ${target.namespace}/${name}`,
      data: { namespace: target.namespace, deployment: name, from: now.replicas, to: replicas },
    })
  },

  async apply({ namespace, deployment: name, from, to }, { cluster }, { id, signal }) {
    const target = { namespace, name }
    await onNewest(signal, async () => {
      const now = await cluster.deployment(target)
      if (!now) throw new Denied(`There is no deployment ${name} any more`)
      if (remediationOf(now) === id && now.replicas === to) return undefined
      if (now.replicas !== from) throw new Outdated(`${name} has ${now.replicas} replicas now, not ${from}`)
      return () => cluster.scale(target, { replicas: to, ifVersion: now.resourceVersion, remediation: id })
    })
    return { says: `${name} is scaling from ${from} to ${to} replicas` }
  },

  async settle({ namespace, deployment: name, from }, { cluster }, { id }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return { state: 'unknown', says: `There is no deployment ${name} any more` }
    const marked = remediationOf(now) === id
    if (marked && now.replicas !== from)
      return { state: 'applied', says: `${name} carries the mark of this scaling` }
    if (!marked && now.replicas === from)
      return { state: 'not-applied', says: `${name} still has ${from} replicas` }
    return {
      state: 'unknown',
      says: marked
        ? `${name} carries the mark of this scaling, yet has ${from} replicas`
        : `${name} has ${now.replicas} replicas, but not by this scaling`,
    }
  },

  async verify({ namespace, deployment: name, to }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (now?.replicas === to) return rolloutEvidence(cluster, now, startedAt)
    const summary = now
      ? `${name} was set to ${now.replicas} replicas meanwhile`
      : `There is no deployment ${name} any more`
    return { passed: false, failed: true, summary, evidence: [] }
  },
})
