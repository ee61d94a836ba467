import { z } from 'zod'
import type { Deployment, Revision } from '../app/ports/cluster-objects.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { changeDeployment } from './deployment/change.ts'
import { changesBetween } from './deployment/revision-changes.ts'
import { rolloutEvidence } from './deployment/rollout.ts'
import { replaceable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { dryRun } from './safeguards/dry-run.ts'
import { missing } from './safeguards/guard.ts'
import { remediationOf } from './safeguards/newest.ts'
import { changingDeployments, seeingRevisions } from './safeguards/scope.ts'
import { changedSince, goneFor, lost, settledBy } from './safeguards/settling.ts'
import { replacingWarnings } from './safeguards/warnings.ts'

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  from: z.object({ revision: z.number(), template: z.string() }),
  to: z.object({ revision: z.number(), template: z.string(), replicaSet: z.string() }),
})

/** As `kubectl rollout undo`: the revision named, or the newest of other pods than run now. */
function chosen(
  { name, revision, template, release }: Deployment,
  revisions: readonly Revision[],
  wanted: number | undefined,
): Result<Revision> {
  const kept = revisions.map((one) => one.revision).join(', ')
  const to = wanted
    ? revisions.find((one) => one.revision === wanted)
    : // A restart alone makes a revision, too: going back to it would bring the same release again.
      (revisions.find((one) => one.release !== release) ?? revisions.find((one) => one.template !== template))
  if (to?.template === template)
    return refuse('same', `${name} already runs the pods of revision ${to.revision}`)
  if (to) return ok(to)
  return refuse(
    'no-revision',
    wanted
      ? `${name} keeps no revision ${wanted}: choose one of ${kept}`
      : `${name} has only revision ${revision}: there is nothing to go back to`,
  )
}

/** Puts a deployment's pods back to an earlier revision, named when it is planned: "previous" twice undoes itself. */
export const rollback = defineRemediation({
  name: 'rollback',
  summary: 'Put a deployment back to an earlier revision',
  risk: 'medium',
  input: z.strictObject({
    deployment: z.string(),
    to: z.int().positive().optional().meta({ description: 'Revision; the release before when absent' }),
  }),
  data,
  verifyWithinMs: 10 * 60_000,
  rights: (scope) => changingDeployments(scope, seeingRevisions),

  async plan({ deployment: name, to: wanted }, { cluster }, { service, signal }) {
    const target = { namespace: service.namespace, name }
    const found = await replaceable(cluster, service, name)
    if (!found.ok) return found
    const now = found.value
    const revisions = await cluster.revisions(target)
    const choice = chosen(now, revisions, wanted)
    if (!choice.ok) return choice
    const to = choice.value
    const [refused, warnings] = await Promise.all([
      dryRun(
        signal,
        now,
        () => cluster.deployment(target),
        (bound) => cluster.rollBack(target, { replicaSet: to.replicaSet, ...bound }),
      ),
      replacingWarnings(cluster, now),
    ])
    if (refused) return refused
    const current = revisions.find(({ template }) => template === now.template)
    const others = revisions.filter(({ template }) => template !== now.template)
    return ok({
      says: `Roll ${name} back from revision ${now.revision} to ${to.revision}`,
      changes: changesBetween(now, current, to),
      warnings: others.length > 1 ? warnings : [...warnings, `${name} keeps no other revision to go back to`],
      target: `Deployment ${target.namespace}/${name}`,
      lasting: true,
      data: {
        namespace: target.namespace,
        deployment: name,
        from: { revision: now.revision, template: now.template },
        to: { revision: to.revision, template: to.template, replicaSet: to.replicaSet },
      },
    })
  },

  async apply({ namespace, deployment: name, from, to }, { cluster }, applying) {
    const target = { namespace, name }
    await changeDeployment(cluster, target, applying, {
      made: (now) => now.template === to.template,
      outdated: (now) =>
        now.template === from.template ? undefined : `The pods of ${name} changed since this was planned`,
      change: (bound) => cluster.rollBack(target, { replicaSet: to.replicaSet, ...bound }),
    })
    return { says: `${name} is rolling back to revision ${to.revision}` }
  },

  async settle({ namespace, deployment: name, from, to }, { cluster }, { id }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return goneFor('deployment', name)
    return settledBy(
      { marked: remediationOf(now) === id, asBefore: now.template === from.template },
      {
        name,
        what: `rollback to revision ${to.revision}`,
        before: `runs the pods of revision ${from.revision}`,
        now: 'runs other pods than before',
      },
    )
  },

  async verify({ namespace, deployment: name, to }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return lost(`There is no deployment ${name} any more`)
    if (now.template !== to.template) return lost(`${name} was changed again after the rollback`)
    return rolloutEvidence(cluster, now, startedAt)
  },

  async undo({ namespace, deployment: name, from, to }, { cluster }, { service }) {
    const target = { namespace, name }
    const now = await cluster.deployment(target)
    if (!now) return missing('deployment', name, service)
    const revisions = await cluster.revisions(target)
    if (now.template !== to.template) {
      const images = now.containers.map(({ image }) => image).join(', ')
      return changedSince(
        `${name} runs revision ${now.revision} (${images}) now, not the pods of revision ${to.revision}`,
      )
    }
    const back = revisions.find(({ template }) => template === from.template)
    if (!back)
      return refuse(
        'no-revision',
        `${name} no longer keeps revision ${from.revision}: there is nothing to put back`,
      )
    return ok({ name: 'rollback', input: { deployment: name, to: back.revision } })
  },
})
