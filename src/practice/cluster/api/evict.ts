import { labelSelector } from '../kinds/deployment.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt } from '../object.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import { removed } from './delete.ts'
import type { Answer } from './read.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun } from './request.ts'
import { matchesSelector } from './selectors.ts'
import { ApiError, created } from './status.ts'

/** Deletes a pod unless a disruption budget that covers it has nothing left: what `kubectl drain` asks for. */
export function evict(store: Store, request: ResourceRequest): Answer {
  const body = decodeBody(request.contentType, request.body)
  const pod = found(store, request)
  const budget = store.list('poddisruptionbudgets', request.namespace).find((one) => covers(one, pod))
  if (budget && Number(fieldAt(budget, 'status.disruptionsAllowed') ?? 0) <= 0) throw exhausted(budget)
  const asked = Number(fieldAt(body, 'deleteOptions.gracePeriodSeconds') ?? Number.NaN)
  const trial = fieldAt(body, 'deleteOptions.dryRun')
  if (!isDryRun(request) && !(Array.isArray(trial) && trial.includes('All')))
    removed(store, request, pod, asked)
  return created()
}

function covers(budget: KubeObject, { metadata }: KubeObject): boolean {
  const selector = labelSelector.safeParse(fieldAt(budget, 'spec.selector'))
  return selector.success && matchesSelector(selector.data, metadata.labels ?? {})
}

function exhausted(budget: KubeObject): ApiError {
  const { name } = budget.metadata
  const healthy = fieldAt(budget, 'status.currentHealthy') ?? 0
  const needed = fieldAt(budget, 'status.desiredHealthy') ?? 0
  const message = `The disruption budget ${name} needs ${needed} healthy pods and has ${healthy} currently`
  return new ApiError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    { causes: [{ reason: 'DisruptionBudget', message, field: '' }] },
  )
}
