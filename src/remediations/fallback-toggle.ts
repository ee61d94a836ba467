import { z } from 'zod'
import { type Cluster, Conflict, Denied, Unavailable } from '../app/ports/cluster.ts'
import { configValue } from '../checks/config.ts'
import { redactValue } from '../domain/redact.ts'
import { ok, refuse } from '../domain/result.ts'
import { mayNotChange, missing, paused } from './guard.ts'
import { Outdated, onNewest, remediationOf } from './newest.ts'
import { type Applying, defineRemediation } from './remediation.ts'
import { ownerWarnings, rolloutEvidence } from './rollout.ts'

const values = z.record(z.string(), z.string().nullable())
type Values = z.infer<typeof values>

const data = z.object({
  namespace: z.string(),
  configmap: z.string(),
  before: values,
  set: values,
  restart: z.array(z.string()),
})
type Data = z.infer<typeof data>

const holds = (now: Record<string, string>, wanted: Values): boolean =>
  Object.entries(wanted).every(([key, value]) => (now[key] ?? null) === value)

const shown = (key: string, value: string | null): string =>
  value === null ? 'not set' : redactValue(key, value)

async function writeConfig(planned: Data, cluster: Cluster, { id, signal }: Applying) {
  const { configmap: name, before, set } = planned
  const target = { namespace: planned.namespace, name }
  await onNewest(signal, async () => {
    const now = await cluster.configMap(target)
    if (!now) throw new Denied(`There is no ConfigMap ${name} any more`)
    if (remediationOf(now) === id && holds(now.data, set)) return undefined
    if (!holds(now.data, before)) throw new Outdated(`Values of ${name} changed since this was planned`)
    return () => cluster.setConfig(target, { set, ifVersion: now.resourceVersion, remediation: id })
  })
}

/** The values are already written: a refusal from here on no longer means that nothing was done. */
async function restartAll(
  { namespace, configmap, restart }: Data,
  cluster: Cluster,
  { id, startedAt, signal }: Applying,
) {
  for (const name of restart) {
    signal.throwIfAborted()
    try {
      await cluster.restart({ namespace, name }, { restartedAt: startedAt, remediation: id })
    } catch (cause) {
      if (!(cause instanceof Denied || cause instanceof Conflict || cause instanceof Unavailable)) throw cause
      const says = `${configmap} is changed, but ${name} is not known to restart: ${cause.message}`
      throw new Unavailable(says, { uncertain: true, cause })
    }
  }
}

/** Sets values of a ConfigMap, then replaces the pods that read them when they start. */
export const fallbackToggle = defineRemediation({
  name: 'fallback-toggle',
  summary: 'Set values of a ConfigMap and restart what reads them',
  risk: 'medium',
  input: z.strictObject({
    configmap: z.string(),
    set: z
      .record(z.string().regex(/^[-._a-zA-Z0-9]+$/), z.union([configValue, z.null()]))
      .refine((set) => Object.keys(set).length > 0, { error: 'Name at least one value to set' }),
    restart: z.array(z.string()).default([]),
  }),
  data,
  verifyWithinMs: 10 * 60_000,

  async plan({ configmap: name, set, restart }, { cluster }, { service }) {
    const refusal =
      mayNotChange(service, 'configmaps', name) ??
      restart.map((one) => mayNotChange(service, 'deployments', one)).find((no) => no !== undefined)
    if (refusal) return refusal
    const { namespace } = service
    const now = await cluster.configMap({ namespace, name })
    if (!now) return missing('ConfigMap', name, service)
    const warnings = ownerWarnings(name, now)
    for (const one of restart) {
      const deployment = await cluster.deployment({ namespace, name: one })
      if (!deployment) return missing('deployment', one, service)
      if (deployment.paused) return paused(one)
      warnings.push(...ownerWarnings(one, deployment))
    }
    if (holds(now.data, set) && restart.length === 0)
      return refuse('same', `${name} already has these values`)
    const before = Object.fromEntries(Object.keys(set).map((key) => [key, now.data[key] ?? null]))
    const differing = Object.entries(set).filter(([key, value]) => before[key] !== value)
    const keys = differing.map(([key, value]) => ({
      what: key,
      before: shown(key, before[key] ?? null),
      after: shown(key, value),
    }))
    const restarts = restart.map((one) => ({ what: `pods of ${one}`, before: 'running', after: 'restarted' }))
    const verb =
      differing.length > 0
        ? `Set ${differing.map(([key]) => key).join(', ')} in ${name}`
        : `Leave ${name} as it is`
    return ok({
      says: restart.length > 0 ? `${verb} and restart ${restart.join(', ')}` : verb,
      changes: [...keys, ...restarts],
      warnings:
        restart.length === 0
          ? [...warnings, 'Pods that read these values only at their start keep the old ones']
          : warnings,
      target: `ConfigMap ${namespace}/${name}`,
      data: { namespace, configmap: name, before, set, restart },
    })
  },

  async apply(plan, { cluster }, applying) {
    await writeConfig(plan, cluster, applying)
    await restartAll(plan, cluster, applying)
    const restarted = plan.restart.length > 0 ? `; ${plan.restart.join(', ')} restarting` : ''
    return { says: `${plan.configmap} changed${restarted}` }
  },

  async settle({ namespace, configmap, before, set, restart }, { cluster }, { id, startedAt }) {
    const now = await cluster.configMap({ namespace, name: configmap })
    if (!now) return { state: 'unknown', says: `There is no ConfigMap ${configmap} any more` }
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
        state: 'not-applied',
        says: `${configmap} carries the mark of this change, but ${restart.length - restarted} of ${restart.length} restarts are still to be made`,
      }
    if (restarted === 0 && holds(now.data, before))
      return { state: 'not-applied', says: `${configmap} still has its old values` }
    return {
      state: 'unknown',
      says: `${configmap} ${holds(now.data, set) ? 'has the new values' : 'does not have the new values'}; ${restarted} of ${restart.length} restarts were made`,
    }
  },

  async verify({ namespace, configmap, set, restart }, { cluster }, { startedAt }) {
    const now = await cluster.configMap({ namespace, name: configmap })
    if (!now || !holds(now.data, set))
      return { passed: false, failed: true, summary: `${configmap} was changed again`, evidence: [] }
    const written = Object.entries(set).map(([key, value]) => `${key}=${shown(key, value)}`)
    const rollouts = []
    for (const name of restart) {
      const deployment = await cluster.deployment({ namespace, name })
      if (!deployment)
        return {
          passed: false,
          failed: true,
          summary: `There is no deployment ${name} any more`,
          evidence: written,
        }
      rollouts.push(await rolloutEvidence(cluster, deployment, startedAt))
    }
    const summaries = rollouts.map(({ summary }) => summary)
    return {
      passed: rollouts.every(({ passed }) => passed),
      summary: [`${configmap} has the new values`, ...summaries].join('; '),
      evidence: [...written, ...rollouts.flatMap(({ evidence }) => evidence)],
      ...(rollouts.some(({ failed }) => failed) ? { failed: true } : {}),
    }
  },
})
