import { z } from 'zod'
import type { Deployment } from '../app/ports/cluster-objects.ts'
import { ok, refuse } from '../domain/result.ts'
import { changeDeployment } from './deployment/change.ts'
import {
  type Amount,
  amount,
  amountName,
  amountNow,
  amountsAsked,
  amountWords,
  byKind,
  holdsAmounts,
  resourcesInput,
  sameAmount,
} from './deployment/resource-values.ts'
import { containerOf, notAllowed, resourcesWarnings } from './deployment/resources.ts'
import { rolloutEvidence } from './deployment/rollout.ts'
import { replaceable } from './deployment/target.ts'
import { defineRemediation } from './remediation.ts'
import { dryRun } from './safeguards/dry-run.ts'
import { missing } from './safeguards/guard.ts'
import { remediationOf } from './safeguards/newest.ts'
import { changingDeployments, seeingAutoscalers } from './safeguards/scope.ts'
import { changedSince, goneFor, lost, settledBy } from './safeguards/settling.ts'

const data = z.object({
  namespace: z.string(),
  deployment: z.string(),
  container: z.string(),
  from: z.array(amount),
  to: z.array(amount),
})

/** Whether a container of the deployment still has these amounts. */
const has = ({ containers }: Deployment, name: string, amounts: readonly Amount[]): boolean =>
  containers.some((one) => one.name === name && holdsAmounts(one, amounts))

/** The amounts as they are by now, for words: `memory limit 2Gi`. */
function words({ containers }: Deployment, name: string, amounts: readonly Amount[]): string {
  const container = containers.find((one) => one.name === name)
  if (!container) return `no container ${name}`
  return amounts.map((one) => `${amountName(one)} ${amountWords(amountNow(container, one))}`).join(', ')
}

/** Sets what a container asks for and may have at most, as `kubectl set resources` does. Its pods are replaced. */
export const setResources = defineRemediation({
  name: 'set-resources',
  summary: 'Set CPU and memory requests and limits of a container',
  risk: 'medium',
  input: resourcesInput,
  data,
  verifyWithinMs: 10 * 60_000,
  rights: (scope) => changingDeployments(scope, seeingAutoscalers),

  async plan(input, { cluster }, { service, signal }) {
    const { deployment: name } = input
    const target = { namespace: service.namespace, name }
    const found = await replaceable(cluster, service, name)
    if (!found.ok) return found
    const now = found.value
    const meant = containerOf(now, input.container)
    if (!meant.ok) return meant
    const container = meant.value
    const to = amountsAsked(input).filter((one) => !sameAmount(amountNow(container, one), one.value))
    if (to.length === 0) return refuse('same', `${container.name} of ${name} already has these amounts`)
    const not = notAllowed(service, now, container, to)
    if (not) return not
    const from = to.map((one) => ({ ...one, value: amountNow(container, one) }))
    const [refused, warnings] = await Promise.all([
      dryRun(
        signal,
        now,
        () => cluster.deployment(target),
        (bound) => cluster.setResources(target, { container: container.name, ...byKind(to), ...bound }),
      ),
      resourcesWarnings(cluster, service, now, from),
    ])
    if (refused) return refused
    return ok({
      says: `Set ${to.map(amountName).join(', ')} of ${container.name} in ${name}`,
      changes: to.map((one) => ({
        what: `${amountName(one)} of ${container.name}`,
        before: amountWords(amountNow(container, one)),
        after: amountWords(one.value),
      })),
      warnings,
      target: `Deployment ${target.namespace}/${name}`,
      lasting: true,
      data: { namespace: target.namespace, deployment: name, container: container.name, from, to },
    })
  },

  async apply({ namespace, deployment: name, container, from, to }, { cluster }, applying) {
    const target = { namespace, name }
    await changeDeployment(cluster, target, applying, {
      made: (now) => has(now, container, to),
      outdated: (now) =>
        has(now, container, from)
          ? undefined
          : `${container} of ${name} has ${words(now, container, from)} now: not as planned`,
      change: (bound) => cluster.setResources(target, { container, ...byKind(to), ...bound }),
    })
    return { says: `${name} is rolling out ${container} with its new amounts` }
  },

  async settle({ namespace, deployment: name, container, from }, { cluster }, { id }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return goneFor('deployment', name)
    return settledBy(
      { marked: remediationOf(now) === id, asBefore: has(now, container, from) },
      {
        name,
        what: 'change',
        before: `has the old amounts of ${container}`,
        now: `has ${words(now, container, from)}`,
      },
    )
  },

  async verify({ namespace, deployment: name, container, to }, { cluster }, { startedAt }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return lost(`There is no deployment ${name} any more`)
    if (!has(now, container, to)) return lost(`${name} was changed again: ${words(now, container, to)}`)
    return rolloutEvidence(cluster, now, startedAt)
  },

  async undo({ namespace, deployment: name, container, from, to }, { cluster }, { service }) {
    const now = await cluster.deployment({ namespace, name })
    if (!now) return missing('deployment', name, service)
    if (!has(now, container, to))
      return changedSince(
        `${container} of ${name} has ${words(now, container, to)} now, not ${to.map((one) => `${amountName(one)} ${amountWords(one.value)}`).join(', ')}`,
      )
    return ok({ name: 'set-resources', input: { deployment: name, container, ...byKind(from) } })
  },
})
