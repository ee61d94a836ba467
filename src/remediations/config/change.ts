import type { Cluster } from '../../app/ports/cluster.ts'
import { Conflict, Denied, Unavailable } from '../../app/ports/failures.ts'
import type { Evidence, Instruments } from '../../app/ports/instruments.ts'
import { onNamed } from '../../checks/rights.ts'
import type { Risk } from '../../domain/remediation.ts'
import { rolloutEvidence } from '../deployment/rollout.ts'
import { type AnyRemediation, type Applying, defineRemediation } from '../remediation.ts'
import { Outdated, onNewest, remediationOf } from '../safeguards/newest.ts'
import { changingDeployments } from '../safeguards/scope.ts'
import { lost } from '../safeguards/settling.ts'
import { configInput, planConfig } from './plan.ts'
import { settleConfig } from './settle.ts'
import { undoConfig } from './undo.ts'
import { asBefore, type ConfigData, configData, holds, shown } from './values.ts'

async function writeConfig(planned: ConfigData, cluster: Cluster, { id, signal }: Applying) {
  const { configmap: name, set } = planned
  const target = { namespace: planned.namespace, name }
  await onNewest(signal, async () => {
    const now = await cluster.configMap(target)
    if (!now) throw new Denied(`There is no ConfigMap ${name} any more`)
    if (remediationOf(now) === id && holds(now.data, set)) return undefined
    if (!asBefore(now.data, planned)) throw new Outdated(`Values of ${name} changed since this was planned`)
    return () => cluster.setConfig(target, { set, ifVersion: now.resourceVersion, remediation: id })
  })
}

/** The values are already written: a refusal from here on no longer means that nothing was done. */
async function restartAll(
  { namespace, configmap, restart }: ConfigData,
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

async function verifyConfig(
  { namespace, configmap, set, restart }: ConfigData,
  { cluster }: Instruments,
  { startedAt }: Applying,
): Promise<Evidence & { failed?: boolean }> {
  const now = await cluster.configMap({ namespace, name: configmap })
  if (!now || !holds(now.data, set)) return lost(`${configmap} was changed again`)
  const written = Object.entries(set).map(([key, value]) => `${key}=${shown(key, value)}`)
  const rollouts = []
  for (const name of restart) {
    const deployment = await cluster.deployment({ namespace, name })
    if (!deployment) return lost(`There is no deployment ${name} any more`, written)
    rollouts.push(await rolloutEvidence(cluster, deployment, startedAt))
  }
  const summaries = rollouts.map(({ summary }) => summary)
  return {
    passed: rollouts.every(({ passed }) => passed),
    summary: [`${configmap} has the new values`, ...summaries].join('; '),
    evidence: [...written, ...rollouts.flatMap(({ evidence }) => evidence)],
    ...(rollouts.some(({ failed }) => failed) ? { failed: true } : {}),
  }
}

/** A remediation that sets values of a ConfigMap, then replaces the pods that read them when they start. */
export const configRemediation = (named: { name: string; summary: string; risk: Risk }): AnyRemediation =>
  defineRemediation({
    ...named,
    input: configInput,
    data: configData,
    verifyWithinMs: 10 * 60_000,
    rights: (scope) => [
      ...onNamed('', 'configmaps', ['get', 'patch'], scope.configmaps),
      ...changingDeployments(scope),
    ],
    plan: (input, { cluster, now }, surroundings) => planConfig(input, cluster, now, surroundings),
    async apply(planned, { cluster }, applying) {
      await writeConfig(planned, cluster, applying)
      await restartAll(planned, cluster, applying)
      const restarted = planned.restart.length > 0 ? `; ${planned.restart.join(', ')} restarting` : ''
      return { says: `${planned.configmap} changed${restarted}` }
    },
    settle: (planned, { cluster }, applying) => settleConfig(planned, cluster, applying),
    verify: verifyConfig,
    async undo(planned, { cluster }, { service }) {
      const input = await undoConfig(planned, cluster, service)
      return input.ok ? { ok: true, value: { name: named.name, input: input.value } } : input
    },
  })
