import { z } from 'zod'
import { Denied, type Deployment, type Revision } from '../app/ports/cluster.ts'
import type { Change } from '../domain/remediation.ts'
import { ok, refuse } from '../domain/result.ts'
import { mayNotChange, missing, paused } from './guard.ts'
import { Outdated, onNewest, remediationOf } from './newest.ts'
import { defineRemediation } from './remediation.ts'
import { ownerWarnings, rolloutEvidence, unfinishedWarning } from './rollout.ts'

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  from: z.object({ revision: z.number(), template: z.string() }),
  to: z.object({ revision: z.number(), template: z.string(), replicaSet: z.string() }),
})

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

function changesBetween(now: Deployment, current: Revision | undefined, to: Revision): Change[] {
  const images = to.containers.flatMap(({ name, image }) => {
    const before = now.containers.find((container) => container.name === name)?.image ?? 'no such container'
    return before === image ? [] : [{ what: `image of ${name}`, before, after: image }]
  })
  return [
    { what: 'revision', before: String(now.revision), after: String(to.revision) },
    ...images,
    ...(images.length === 0
      ? [
          {
            what: 'pod template',
            before: 'same images, other settings',
            after: `as in revision ${to.revision}`,
          },
        ]
      : []),
    {
      what: 'change cause',
      before: current?.changeCause ?? 'not noted',
      after: to.changeCause ?? 'not noted',
    },
    { what: 'made', before: current ? minute(current.createdAt) : 'just now', after: minute(to.createdAt) },
  ]
}

/** Puts a deployment's pods back to an earlier revision, named when it is planned: "previous" twice undoes itself. */
export const rollback = defineRemediation({
  name: 'rollback',
  summary: 'Put a deployment back to an earlier revision',
  risk: 'medium',
  input: z.strictObject({
    deployment: z.string(),
    to: z.int().positive().optional().meta({ description: 'Revision; the one before when absent' }),
  }),
  data,
  verifyWithinMs: 10 * 60_000,

  async plan({ deployment: name, to: wanted }, { cluster }, { service }) {
    const refusal = mayNotChange(service, 'deployments', name)
    if (refusal) return refusal
    const target = { namespace: service.namespace, name }
    const now = await cluster.deployment(target)
    if (!now) return missing('deployment', name, service)
    if (now.paused) return paused(name)
    const revisions = await cluster.revisions(target)
    const kept = revisions.map(({ revision }) => revision).join(', ')
    const earlier = revisions.filter(({ template }) => template !== now.template)
    const to = wanted ? revisions.find(({ revision }) => revision === wanted) : earlier[0]
    if (!to)
      return wanted
        ? refuse('no-revision', `${name} keeps no revision ${wanted}: choose one of ${kept}`)
        : refuse('no-revision', `${name} has only revision ${now.revision}: there is nothing to go back to`)
    if (to.template === now.template)
      return refuse('same', `${name} already runs the pods of revision ${to.revision}`)
    const current = revisions.find(({ template }) => template === now.template)
    return ok({
      says: `Roll ${name} back from revision ${now.revision} to ${to.revision}`,
      changes: changesBetween(now, current, to),
      warnings: [...(await unfinishedWarning(cluster, target)), ...ownerWarnings(name, now)],
      target: `Deployment ${target.namespace}/${name}`,
      data: {
        namespace: target.namespace,
        deployment: name,
        from: { revision: now.revision, template: now.template },
        to: { revision: to.revision, template: to.template, replicaSet: to.replicaSet },
      },
    })
  },

  async apply({ namespace, deployment: name, from, to }, { cluster }, { id, signal }) {
    const target = { namespace, name }
    await onNewest(signal, async () => {
      const now = await cluster.deployment(target)
      if (!now) throw new Denied(`There is no deployment ${name} any more`)
      if (remediationOf(now) === id && now.template === to.template) return undefined
      if (now.template !== from.template)
        throw new Outdated(`The pods of ${name} changed since this was planned`)
      const bound = { ifVersion: now.resourceVersion, remediation: id }
      return () => cluster.rollBack(target, { replicaSet: to.replicaSet, ...bound })
    })
    return { says: `${name} is rolling back to revision ${to.revision}` }
  },

  async settle({ namespace, deployment: name, from, to }, { cluster }, { id }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return { state: 'unknown', says: `There is no deployment ${name} any more` }
    const marked = remediationOf(now) === id
    if (marked && now.template !== from.template)
      return {
        state: 'applied',
        says: `${name} carries the mark of this rollback to revision ${to.revision}`,
      }
    if (!marked && now.template === from.template)
      return { state: 'not-applied', says: `${name} still runs the pods of revision ${from.revision}` }
    return {
      state: 'unknown',
      says: marked
        ? `${name} carries the mark of this rollback, yet runs the pods of revision ${from.revision}`
        : `${name} runs other pods than before, but not by this rollback`,
    }
  },

  async verify({ namespace, deployment: name, to }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (now?.template === to.template) return rolloutEvidence(cluster, now, startedAt)
    const summary = now
      ? `${name} was changed again after the rollback`
      : `There is no deployment ${name} any more`
    return { passed: false, failed: true, summary, evidence: [] }
  },
})
