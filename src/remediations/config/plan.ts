import { z } from 'zod'
import type { Cluster } from '../../app/ports/cluster.ts'
import type { Deployment } from '../../app/ports/cluster-objects.ts'
import type { Surroundings } from '../../checks/check.ts'
import { configValue, heldValue } from '../../checks/config.ts'
import { looksSecret } from '../../domain/redact.ts'
import type { Plan } from '../../domain/remediation.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import { dryRun } from '../safeguards/dry-run.ts'
import { mayNotChange, missing, paused } from '../safeguards/guard.ts'
import { ownerWarnings, replacingWarnings } from '../safeguards/warnings.ts'
import { type ConfigData, changing, differing, shown, type Values } from './values.ts'

export const configInput = z.strictObject({
  configmap: z.string(),
  set: z
    .record(z.string().regex(/^[-._a-zA-Z0-9]+$/), z.union([configValue, z.null()]))
    .refine((set) => Object.keys(set).length > 0, { error: 'Name at least one value to set' }),
  restart: z.array(z.string()).default([]),
})
export type ConfigInput = z.infer<typeof configInput>

/** What is asked for is written into the record: a secret may not come that way. */
function secretAsked(configmap: string, set: Values): Refused | undefined {
  const key = Object.keys(set).find((one) => looksSecret(one, set[one] ?? ''))
  return key === undefined
    ? undefined
    : refuse(
        'secret',
        `The value for ${key} looks like a secret, and Muster keeps none: set it in ${configmap} by hand, or move it to a Secret`,
      )
}

function refusalOf(service: Service, { configmap, set, restart }: ConfigInput): Refused | undefined {
  return (
    mayNotChange(service, 'configmaps', configmap) ??
    restart.map((one) => mayNotChange(service, 'deployments', one)).find((no) => no !== undefined) ??
    secretAsked(configmap, set)
  )
}

async function toRestart(
  names: readonly string[],
  cluster: Cluster,
  service: Service,
): Promise<Result<Deployment[]>> {
  const { namespace } = service
  const found = await Promise.all(names.map((name) => cluster.deployment({ namespace, name })))
  const absent = names.find((_, index) => !found[index])
  if (absent !== undefined) return missing('deployment', absent, service)
  const deployments = found.filter((one) => one !== undefined)
  const still = deployments.find((one) => one.paused)
  return still ? paused(still.name) : ok(deployments)
}

function words(planned: ConfigData, now: Readonly<Record<string, string>>): Pick<Plan, 'says' | 'changes'> {
  const { configmap: name, set, restart } = planned
  const keys = changing(planned)
  const verb = keys.length > 0 ? `Set ${keys.join(', ')} in ${name}` : `Leave ${name} as it is`
  return {
    says: restart.length > 0 ? `${verb} and restart ${restart.join(', ')}` : verb,
    changes: [
      ...keys.map((key) => ({
        what: key,
        before: shown(key, heldValue(now, key) ?? null),
        after: shown(key, set[key] ?? null),
      })),
      ...restart.map((one) => ({
        what: `pods of ${one}`,
        before: 'running',
        after: 'restarted',
        momentary: true as const,
      })),
    ],
  }
}

/** Plans new values of a ConfigMap, and the restarts that make pods read them. */
export async function planConfig(
  input: ConfigInput,
  cluster: Cluster,
  clock: () => Date,
  { service, signal }: Surroundings,
): Promise<Result<Plan & { data: ConfigData }>> {
  const { configmap: name, set } = input
  const refusal = refusalOf(service, input)
  if (refusal) return refusal
  const restart = [...new Set(input.restart)]
  const { namespace } = service
  const target = { namespace, name }
  const [now, found] = await Promise.all([cluster.configMap(target), toRestart(restart, cluster, service)])
  if (!now) return missing('ConfigMap', name, service)
  if (!found.ok) return found
  if (differing(now.data, set).length === 0 && restart.length === 0)
    return refuse('same', `${name} already has these values`)
  const secret = differing(now.data, set).filter((key) => looksSecret(key, heldValue(now.data, key) ?? ''))
  const kept = Object.keys(set).filter((key) => !secret.includes(key))
  const data: ConfigData = {
    namespace,
    configmap: name,
    before: Object.fromEntries(kept.map((key) => [key, heldValue(now.data, key) ?? null])),
    secret,
    set,
    restart,
  }
  const restartedAt = clock().toISOString()
  const refused = await Promise.all([
    dryRun(
      signal,
      now,
      () => cluster.configMap(target),
      (bound) => cluster.setConfig(target, { set, ...bound }),
    ),
    ...found.value.map((one) =>
      dryRun(
        signal,
        one,
        () => cluster.deployment(one),
        (bound) => cluster.restart(one, { restartedAt, ...bound }),
      ),
    ),
  ])
  const no = refused.find((one) => one !== undefined)
  if (no) return no
  const ofRestarts = await Promise.all(found.value.map((one) => replacingWarnings(cluster, one)))
  return ok({
    ...words(data, now.data),
    warnings: [
      ...secret.map(
        (key) => `The value of ${key} looks like a secret and is not kept: it cannot be put back`,
      ),
      ...(restart.length === 0 ? ['Pods that read these values only at their start keep the old ones'] : []),
      ...ownerWarnings(name, now),
      ...ofRestarts.flat(),
    ],
    target: `ConfigMap ${namespace}/${name}`,
    touches: restart.map((one) => `Deployment ${namespace}/${one}`),
    lasting: changing(data).length > 0,
    data,
  })
}
