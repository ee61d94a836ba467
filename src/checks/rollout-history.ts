import { z } from 'zod'
import type { Deployment, Revision } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { count } from '../domain/count.ts'
import { duration, formatDuration } from '../domain/duration.ts'
import { notListed } from './allowed.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { onAny, onNamed } from './rights.ts'

export const images = (revision: Pick<Revision, 'containers'>): string =>
  revision.containers.map(({ image }) => image).join(', ')

/**
 * When the pods last changed. A revision put back keeps the age of its ReplicaSet, so the rollout's own
 * condition counts too where the current revision is not the youngest ReplicaSet.
 */
function lastChange(deployment: Deployment, revisions: readonly Revision[]): Date | undefined {
  const current = revisions[0]
  if (!current) return undefined
  const putBack = revisions.some((other) => Date.parse(other.createdAt) > Date.parse(current.createdAt))
  const moved = putBack && deployment.progressedAt ? Date.parse(deployment.progressedAt) : 0
  return new Date(Math.max(Date.parse(current.createdAt), moved))
}

/** Passes when nothing was rolled out lately: a fresh change is the first suspect. */
export const rolloutHistory = defineCheck({
  name: 'rollout-history',
  summary: 'Say what was deployed, and whether something changed lately',
  input: z.strictObject({ deployment: z.string(), recent: duration.default(3_600_000) }),
  timeoutMs: 20_000,
  rights: ({ deployments }) =>
    deployments.length === 0
      ? []
      : [...onNamed('apps', 'deployments', ['get'], deployments), onAny('apps', 'replicasets', 'list')],

  async run({ deployment, recent }, { cluster, now }, { service }) {
    const refusal = notListed(service, 'deployments', deployment)
    if (refusal) throw new Denied(refusal)
    const target = { namespace: service.namespace, name: deployment }
    const found = await cluster.deployment(target)
    if (!found) throw new Denied(`There is no deployment ${deployment} in namespace ${service.namespace}`)
    const revisions = await cluster.revisions(target)
    const changed = lastChange(found, revisions)
    const ago = (at: Date | string) => `${formatDuration(now().getTime() - new Date(at).getTime())} ago`
    const lately = changed !== undefined && now().getTime() - changed.getTime() < recent
    const lines = revisions.map((revision, index) =>
      [
        `revision ${revision.revision}${index === 0 ? ' (now)' : ''}`,
        images(revision),
        `made ${ago(revision.createdAt)}`,
        ...(revision.changeCause ? [revision.changeCause] : []),
      ].join(' · '),
    )
    return {
      passed: !lately,
      summary: changed
        ? `${deployment} last changed ${ago(changed)}, to revision ${found.revision} (${count(revisions.length, 'revision')} kept)`
        : `${deployment} has no rollout yet`,
      evidence: evidenceLines(lines),
      data: { revision: found.revision, ...(changed ? { changedAt: changed.toISOString() } : {}) },
    }
  },
})
