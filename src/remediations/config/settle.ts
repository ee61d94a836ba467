import type { Cluster } from '../../app/ports/cluster.ts'
import type { Applying, Settled } from '../remediation.ts'
import { remediationOf } from '../safeguards/newest.ts'
import { goneFor } from '../safeguards/settling.ts'
import { asBefore, type ConfigData, holds } from './values.ts'

/** Finds out how far a change of values, and the restarts after it, came. */
export async function settleConfig(
  planned: ConfigData,
  cluster: Cluster,
  { id, startedAt }: Applying,
): Promise<Settled> {
  const { namespace, configmap, set, restart } = planned
  const now = await cluster.configMap({ namespace, name: configmap })
  if (!now) return goneFor('ConfigMap', configmap)
  const deployments = await Promise.all(restart.map((name) => cluster.deployment({ namespace, name })))
  const restarted = deployments.filter((one) => one?.restartedAt === startedAt).length
  const written = remediationOf(now) === id && holds(now.data, set)
  if (written && restarted === restart.length)
    return {
      state: 'applied',
      says: `${configmap}${restart.length > 0 ? ` and ${restart.join(', ')}` : ''} carry the mark of this change`,
    }
  // What is marked as ours is not done again, and a restart carries its own time: going on is safe.
  if (written)
    return {
      state: 'partly',
      says: `${configmap} carries the mark of this change, but ${restart.length - restarted} of ${restart.length} restarts are still to be made`,
    }
  if (restarted === 0 && asBefore(now.data, planned))
    return { state: 'not-applied', says: `${configmap} still has its old values` }
  return {
    state: 'unknown',
    says: `${configmap} ${holds(now.data, set) ? 'has the new values' : 'does not have the new values'}; ${restarted} of ${restart.length} restarts were made`,
  }
}
