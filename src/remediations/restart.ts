import { z } from 'zod'
import { ok } from '../domain/result.ts'
import { changeDeployment } from './deployment/change.ts'
import { rolloutEvidence } from './deployment/rollout.ts'
import { replaceable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { dryRun } from './safeguards/dry-run.ts'
import { changingDeployments } from './safeguards/scope.ts'
import { goneFor, lost } from './safeguards/settling.ts'
import { replacingWarnings } from './safeguards/warnings.ts'

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  revision: z.number(),
  template: z.string(),
})

/**
 * Replaces every pod of a deployment, as `kubectl rollout restart` does (annotation
 * `kubectl.kubernetes.io/restartedAt` on the template; a paused deployment is refused). The time written is when
 * the remediation began: the same restart asked twice is one. It passes by itself, so there is nothing to undo.
 */
export const restart = defineRemediation({
  name: 'restart',
  summary: 'Replace every pod of a deployment by a fresh one',
  risk: 'low',
  input: z.strictObject({ deployment: z.string() }),
  data,
  verifyWithinMs: 10 * 60_000,
  rights: (scope) => changingDeployments(scope),

  async plan({ deployment: name }, { cluster, now: clock }, { service, signal }) {
    const target = { namespace: service.namespace, name }
    const found = await replaceable(cluster, service, name)
    if (!found.ok) return found
    const now = found.value
    const restartedAt = clock().toISOString()
    const [refused, warnings] = await Promise.all([
      dryRun(
        signal,
        now,
        () => cluster.deployment(target),
        (bound) => cluster.restart(target, { restartedAt, ...bound }),
      ),
      replacingWarnings(cluster, now),
    ])
    if (refused) return refused
    const images = now.containers.map(({ image }) => image).join(', ')
    return ok({
      says: `Restart ${name}`,
      changes: [
        {
          what: `pods of ${name}`,
          before: `running revision ${now.revision} (${images})`,
          after: 'fresh ones of the same',
        },
      ],
      warnings: now.replicas === 0 ? [...warnings, `${name} has no pods to restart`] : warnings,
      target: `Deployment ${target.namespace}/${name}`,
      lasting: false,
      data: {
        namespace: target.namespace,
        deployment: name,
        revision: now.revision,
        template: now.template,
      },
    })
  },

  async apply({ namespace, deployment: name, template }, { cluster }, applying) {
    const target = { namespace, name }
    const { startedAt: restartedAt } = applying
    await changeDeployment(cluster, target, applying, {
      made: (now) => now.restartedAt === restartedAt,
      outdated: (now) =>
        now.template === template ? undefined : `The pods of ${name} changed since this was planned`,
      change: (bound) => cluster.restart(target, { restartedAt, ...bound }),
    })
    return { says: `${name} is restarting` }
  },

  async settle({ namespace, deployment: name, revision, template }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return goneFor('deployment', name)
    // The time, to the millisecond, is this restart's own mark.
    if (now.restartedAt === startedAt)
      return { state: 'applied', says: `The pods of ${name} carry the time of this restart` }
    return now.template === template
      ? { state: 'not-applied', says: `${name} still runs the pods of revision ${revision}` }
      : { state: 'unknown', says: `${name} runs other pods than before, but not by this restart` }
  },

  async verify({ namespace, deployment: name }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return lost(`There is no deployment ${name} any more`)
    if (now.restartedAt !== startedAt) return lost(`${name} was changed again after the restart`)
    return rolloutEvidence(cluster, now, startedAt)
  },
})
