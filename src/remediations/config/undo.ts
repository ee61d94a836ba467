import type { Cluster } from '../../app/ports/cluster.ts'
import { heldValue } from '../../checks/config.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import { missing } from '../safeguards/guard.ts'
import { changedSince } from '../safeguards/settling.ts'
import type { ConfigInput } from './plan.ts'
import { type ConfigData, changing, differing, shown } from './values.ts'

/** Each changed key back to what it was, or away again, and the same deployments restarted. */
export async function undoConfig(
  planned: ConfigData,
  cluster: Cluster,
  service: Service,
): Promise<Result<ConfigInput>> {
  const { namespace, configmap, before, secret, set, restart } = planned
  const keys = changing(planned)
  if (keys.length === 0)
    return refuse('nothing', `No value of ${configmap} was changed: there is nothing to put back`)
  const [unkept] = secret
  if (unkept !== undefined)
    return refuse(
      'secret',
      `The old value of ${unkept} looked like a secret and was not kept: put it back by hand, then restart what reads it`,
    )
  const now = await cluster.configMap({ namespace, name: configmap })
  if (!now) return missing('ConfigMap', configmap, service)
  const pick = (from: ConfigData['set']) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))
  const others = differing(now.data, pick(set))
  if (others.length > 0)
    return changedSince(
      others
        .map((key) => {
          const [is, left] = [heldValue(now.data, key) ?? null, set[key] ?? null]
          return `${key} is ${shown(key, is)} now, not ${shown(key, left)}`
        })
        .join('; '),
    )
  return ok({ configmap, set: pick(before), restart })
}
