import { z } from 'zod'
import { ok, refuse } from '../domain/result.ts'
import { changeDeployment } from './deployment/change.ts'
import { rolloutEvidence } from './deployment/rollout.ts'
import { changeable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { dryRun } from './safeguards/dry-run.ts'
import { missing } from './safeguards/guard.ts'
import { noWayBack, overReplicas } from './safeguards/limits.ts'
import { remediationOf } from './safeguards/newest.ts'
import { changingDeployments, seeingAutoscalers } from './safeguards/scope.ts'
import { changedSince, goneFor, lost, settledBy } from './safeguards/settling.ts'
import {
  autoscalerWarnings,
  budgetWarnings,
  ownerWarnings,
  shareWarning,
  unfinishedWarning,
} from './safeguards/warnings.ts'

const data = z.object({ namespace: z.string(), deployment: z.string(), from: z.number(), to: z.number() })

/** Sets the number of replicas, as a number: asked twice it is still that number. */
export const scale = defineRemediation({
  name: 'scale',
  summary: 'Set how many replicas a deployment has',
  risk: 'low',
  input: z.strictObject({ deployment: z.string(), replicas: z.int().min(0).max(1_000_000) }),
  data,
  verifyWithinMs: 10 * 60_000,
  rights: (scope) => changingDeployments(scope, seeingAutoscalers),

  async plan({ deployment: name, replicas }, { cluster }, { service, signal }) {
    const target = { namespace: service.namespace, name }
    const found = await changeable(cluster, service, name)
    if (!found.ok) return found
    const now = found.value
    const tooMany = overReplicas(service, name, replicas)
    if (tooMany) return tooMany
    if (now.replicas === replicas) return refuse('same', `${name} already has ${replicas} replicas`)
    const [refused, ...warned] = await Promise.all([
      dryRun(
        signal,
        now,
        () => cluster.deployment(target),
        (bound) => cluster.scale(target, { replicas, ...bound }),
      ),
      autoscalerWarnings(cluster, target, replicas),
      replicas < now.replicas ? budgetWarnings(cluster, now) : [],
      unfinishedWarning(cluster, target),
    ])
    if (refused) return refused
    return ok({
      says: `Scale ${name} from ${now.replicas} to ${replicas} replicas`,
      changes: [{ what: 'replicas', before: String(now.replicas), after: String(replicas) }],
      warnings: [
        ...(replicas === 0 ? [`No pod of ${name} will be left`] : []),
        ...warned.flat(),
        ...ownerWarnings(name, now),
        ...shareWarning(Math.max(0, now.replicas - replicas), now.replicas),
        ...noWayBack(service, name, now.replicas),
      ],
      target: `Deployment ${target.namespace}/${name}`,
      lasting: true,
      data: { namespace: target.namespace, deployment: name, from: now.replicas, to: replicas },
    })
  },

  async apply({ namespace, deployment: name, from, to }, { cluster }, applying) {
    const target = { namespace, name }
    await changeDeployment(cluster, target, applying, {
      made: (now) => now.replicas === to,
      outdated: (now) =>
        now.replicas === from ? undefined : `${name} has ${now.replicas} replicas now, not ${from}`,
      change: (bound) => cluster.scale(target, { replicas: to, ...bound }),
    })
    return { says: `${name} is scaling from ${from} to ${to} replicas` }
  },

  async settle({ namespace, deployment: name, from }, { cluster }, { id }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return goneFor('deployment', name)
    return settledBy(
      { marked: remediationOf(now) === id, asBefore: now.replicas === from },
      { name, what: 'scaling', before: `has ${from} replicas`, now: `has ${now.replicas} replicas` },
    )
  },

  async verify({ namespace, deployment: name, to }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return lost(`There is no deployment ${name} any more`)
    if (now.replicas !== to) return lost(`${name} was set to ${now.replicas} replicas meanwhile`)
    return rolloutEvidence(cluster, now, startedAt)
  },

  async undo({ namespace, deployment: name, from, to }, { cluster }, { service }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return missing('deployment', name, service)
    if (now.replicas !== to) return changedSince(`${name} has ${now.replicas} replicas now, not ${to}`)
    return ok({ name: 'scale', input: { deployment: name, replicas: from } })
  },
})
