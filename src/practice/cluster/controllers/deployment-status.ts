import type { Deployment, DeploymentCondition, ReplicaSet } from '../kinds/deployment.ts'
import { timestamp } from '../object.ts'
import { bounds } from './rollout.ts'

type Status = Deployment['status']

/** The status after a look at the ReplicaSets; zero counts are left out, as the API does. */
export function statusOf(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  sets: ReplicaSet[],
  now: number,
): Status {
  const total = (count: (set: ReplicaSet) => number | undefined, of = sets) =>
    of.reduce((sum, set) => sum + (count(set) ?? 0), 0)
  const replicas = total((set) => set.status.replicas)
  const available = total((set) => set.status.availableReplicas)
  const counts = {
    replicas,
    updatedReplicas: newest ? newest.status.replicas : 0,
    readyReplicas: total((set) => set.status.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, total((set) => set.spec.replicas) - available),
  }
  const shown = Object.entries(counts).filter(([, count]) => count > 0)
  const status: Status = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...Object.fromEntries(shown),
  }
  const conditions = conditionsOf(deployment, newest, status, now)
  return conditions.length > 0 ? { ...status, conditions } : status
}

function conditionsOf(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  status: Status,
  now: number,
): DeploymentCondition[] {
  const enough = (status.availableReplicas ?? 0) >= deployment.spec.replicas - bounds(deployment).unavailable
  const old = deployment.status.conditions ?? []
  const available = enough
    ? (['True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'] as const)
    : (['False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'] as const)
  const progressing = progress(deployment, newest, status, now)
  return put(put(old, 'Available', available, now), 'Progressing', progressing, now)
}

/** What the status says as soon as a new ReplicaSet stands: the deadline counts from here. */
export const withCreated = ({ status }: Deployment, set: string, now: number): DeploymentCondition[] =>
  put(
    status.conditions ?? [],
    'Progressing',
    ['True', 'NewReplicaSetCreated', `Created new replica set "${set}"`],
    now,
  )

type Told = readonly [status: string, reason: string, message: string]

function progress(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  status: Status,
  now: number,
): Told | undefined {
  const before = deployment.status.conditions?.find((one) => one.type === 'Progressing')
  if (deployment.spec.paused) return ['Unknown', 'DeploymentPaused', 'Deployment is paused']
  if (before?.reason === 'DeploymentPaused') return ['Unknown', 'DeploymentResumed', 'Deployment is resumed']
  const name = newest?.metadata.name ?? deployment.metadata.name
  const isDone = isComplete(deployment, status)
  if (before?.reason === 'NewReplicaSetAvailable' && status.replicas === status.updatedReplicas)
    return undefined
  if (isDone) return ['True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`]
  if (hasMoved(deployment.status, status) || !before || before.reason === 'DeploymentResumed')
    return ['True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`]
  if (before.reason === 'ProgressDeadlineExceeded' || before.reason === 'NewReplicaSetAvailable')
    return undefined
  const deadline = Date.parse(before.lastUpdateTime) + deployment.spec.progressDeadlineSeconds * 1000
  if (now <= deadline) return undefined
  return ['False', 'ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`]
}

export function isComplete({ spec, metadata }: Deployment, status: Status): boolean {
  return (
    (status.updatedReplicas ?? 0) === spec.replicas &&
    (status.replicas ?? 0) === spec.replicas &&
    (status.availableReplicas ?? 0) === spec.replicas &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 1)
  )
}

function hasMoved(before: Status, after: Status): boolean {
  const oldOnes = (status: Status) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0)
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldOnes(after) < oldOnes(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

/** Sets a condition. The same again leaves it as it was, except that each move of a rollout is news. */
function put(
  conditions: DeploymentCondition[],
  type: string,
  told: Told | undefined,
  now: number,
): DeploymentCondition[] {
  if (!told) return conditions
  const [status, reason, message] = told
  const before = conditions.find((one) => one.type === type)
  const isSame = before?.status === status && before.reason === reason && before.message === message
  if (isSame && reason !== 'ReplicaSetUpdated') return conditions
  const at = timestamp(now)
  const lastTransitionTime = before?.status === status ? before.lastTransitionTime : at
  const after = { type, status, lastUpdateTime: at, lastTransitionTime, reason, message }
  return [...conditions.filter((one) => one !== before), after]
}
