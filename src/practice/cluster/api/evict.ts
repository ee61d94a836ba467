import { budgetsOf } from '../controllers/budgets.ts'
import type { Budget } from '../kinds/budget.ts'
import { isReady, pod as podSchema } from '../kinds/pod.ts'
import { fieldAt, timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { decodeBody } from './decode.ts'
import { checkPreconditions, removed } from './delete.ts'
import type { Answer } from './read.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isDryRun } from './request.ts'
import { ApiError, created } from './status.ts'

/**
 * Deletes a pod unless the disruption budget that covers it has nothing left: what `kubectl drain` asks for
 * (kubernetes/pkg/registry/core/pod/storage/eviction.go).
 */
export function evict(store: Store, request: ResourceRequest): Answer {
  const body = decodeBody(request.contentType, request.body)
  const object = found(store, request)
  const options = fieldAt(body, 'deleteOptions')
  checkPreconditions(request.kind, object, options)
  const trial = fieldAt(options, 'dryRun')
  const dryRun = isDryRun(request) || (Array.isArray(trial) && trial.includes('All'))
  const pod = podSchema.parse(object)
  const isIdle = ['Pending', 'Succeeded', 'Failed'].includes(pod.status.phase ?? '')
  const budgets = isIdle || object.metadata.deletionTimestamp ? [] : budgetsOf(store, object)
  if (budgets.length > 1)
    throw new ApiError(
      500,
      undefined,
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    )
  const [budget] = budgets
  if (budget && !mayGoAnyway(budget, isReady(pod))) spend(store, budget, object.metadata.name, dryRun)
  const grace = Number(fieldAt(options, 'gracePeriodSeconds') ?? Number.NaN)
  if (!dryRun) removed(store, request, object, grace)
  return created()
}

/** A pod that is not ready is no loss, as long as enough others are. */
function mayGoAnyway({ spec, status }: Budget, ready: boolean): boolean {
  if (ready) return false
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy
}

/** Takes one disruption from the budget at once, so that the next eviction sees it. */
function spend(store: Store, budget: Budget, pod: string, dryRun: boolean): void {
  const { metadata, status } = budget
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 1))
    throw refused(`The disruption budget ${metadata.name} is still being processed by the server.`, 10)
  if (status.disruptionsAllowed <= 0)
    throw refused(
      `The disruption budget ${metadata.name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`,
    )
  if (dryRun) return
  const disruptedPods = { ...status.disruptedPods, [pod]: timestamp(store.clock.now()) }
  const after = { ...status, disruptionsAllowed: status.disruptionsAllowed - 1, disruptedPods }
  store.update(
    'poddisruptionbudgets',
    { ...budget, status: after },
    { manager: 'kube-apiserver', subresource: 'status' },
  )
}

const refused = (message: string, retryAfterSeconds?: number): ApiError =>
  new ApiError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: 'DisruptionBudget', message, field: '' }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
