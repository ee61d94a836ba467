import { type Pod, pod as podSchema } from '../kinds/pod.ts'
import { lastScrape, podUsage, scrapeEveryMs } from '../metrics/usage.ts'
import { fieldAt } from '../object.ts'
import { milli } from '../quantity.ts'
import type { World } from '../world.ts'

const tolerance = 0.1
const initializingMs = 5 * 60_000
const firstReadinessMs = 30_000

export type Asked = {
  resource: string
  /** One container's share only, where it is named. */
  container?: string | undefined
  /** Percent of what the pods request. */
  utilization?: number
  /** Thousandths, for each pod. */
  averageMilli?: number
}

export type Proposal = { replicas: number; averageMilli: number; utilization?: number }

/** What each pod that counts uses, and those that count in another way. */
type Grouped = { used: Map<string, number>; ready: number; unready: Pod[]; missing: Pod[] }

/**
 * How many replicas bring the average to its target. The rules are the real controller's
 * (kubernetes/pkg/controller/podautoscaler/replica_calculator.go): a tenth off is near enough, pods without
 * figures count as busy when shrinking and as idle when growing. Throws with the controller's words.
 */
export function proposed(world: World, pods: Pod[], current: number, asked: Asked): Proposal {
  if (pods.length === 0) throw new Error('no pods returned by selector while calculating replica count')
  const { used, ready, unready, missing } = grouped(world, pods, asked)
  if (used.size === 0) throw new Error('did not receive metrics for targeted pods (pods might be unready)')
  const goals = new Map(pods.map((one) => [one.metadata.name, goalOf(one, asked)]))
  const now = ratioOf(used, goals, asked)
  const told = { averageMilli: now.average, ...(asked.utilization ? { utilization: now.percent } : {}) }
  const growing = unready.length > 0 && now.ratio > 1
  if (!growing && missing.length === 0)
    return { ...told, replicas: isNear(now.ratio) ? current : Math.ceil(now.ratio * ready) }
  if (now.ratio < 1)
    for (const { metadata } of missing) used.set(metadata.name, busy(goals.get(metadata.name) ?? 0, asked))
  if (now.ratio > 1) for (const { metadata } of missing) used.set(metadata.name, 0)
  if (growing) for (const { metadata } of unready) used.set(metadata.name, 0)
  const { ratio } = ratioOf(used, goals, asked)
  const replicas = Math.ceil(ratio * used.size)
  const turned = (now.ratio < 1 && ratio > 1) || (now.ratio > 1 && ratio < 1)
  const wrongWay = (ratio < 1 && replicas > current) || (ratio > 1 && replicas < current)
  return { ...told, replicas: isNear(ratio) || turned || wrongWay ? current : replicas }
}

const isNear = (ratio: number): boolean => Math.abs(1 - ratio) <= tolerance

/** All that a pod asked for, or more where the target itself is above that. */
const busy = (goal: number, { utilization }: Asked): number =>
  utilization === undefined ? goal : (goal * Math.max(100, utilization)) / 100

function grouped(world: World, pods: Pod[], asked: Asked): Grouped {
  const result: Grouped = { used: new Map(), ready: 0, unready: [], missing: [] }
  for (const one of pods) {
    if (one.metadata.deletionTimestamp || one.status.phase === 'Failed') continue
    const figures = podUsage(world, one.metadata.uid)
    if (one.status.phase === 'Pending') result.unready.push(one)
    else if (!figures) result.missing.push(one)
    else if (asked.resource === 'cpu' && isTooYoung(one, world.clock.now())) result.unready.push(one)
    else {
      result.ready += 1
      const counted = figures.filter(({ name }) => !asked.container || name === asked.container)
      const sum = counted.reduce((total, { cpuMillis, memoryMiB }) => {
        return total + (asked.resource === 'cpu' ? cpuMillis : memoryMiB * 1024 ** 2 * 1000)
      }, 0)
      result.used.set(one.metadata.name, Math.round(sum))
    }
  }
  return result
}

/** A pod that starts uses more than it will: its figures count from its first full window of readiness on. */
function isTooYoung(one: Pod, now: number): boolean {
  const started = Date.parse(String(fieldAt(one, 'status.startTime')))
  const readiness = one.status.conditions?.find(({ type }) => type === 'Ready')
  if (!readiness || Number.isNaN(started)) return true
  const turned = Date.parse(String(readiness.lastTransitionTime))
  const unready = readiness.status === 'False'
  if (started + initializingMs > now) return unready || lastScrape(now) < turned + scrapeEveryMs
  return unready && started + firstReadinessMs > turned
}

/** What the average is measured against: the pod's requests, or the value asked for. */
function goalOf(one: Pod, asked: Asked): number {
  if (asked.averageMilli !== undefined) return asked.averageMilli
  let total = 0
  for (const container of one.spec.containers) {
    if (asked.container && container.name !== asked.container) continue
    const request = milli(fieldAt(container, `resources.requests.${asked.resource}`))
    if (request === undefined)
      throw new Error(
        `missing request for ${asked.resource} in container ${container.name} of Pod ${one.metadata.name}`,
      )
    total += request
  }
  return total
}

function ratioOf(used: Map<string, number>, goals: Map<string, number>, { utilization }: Asked) {
  let total = 0
  let goal = 0
  for (const [name, value] of used) {
    total += value
    goal += goals.get(name) ?? 0
  }
  const percent = Math.floor((total * 100) / goal)
  const ratio = utilization === undefined ? total / goal : percent / utilization
  return { ratio, percent, average: Math.floor(total / used.size) }
}

/** The pods of a namespace with these labels. */
export const podsOf = (
  world: World,
  namespace: string,
  matches: (labels: Record<string, string>) => boolean,
) =>
  world.store
    .list('pods', namespace)
    .filter(({ metadata }) => matches(metadata.labels ?? {}))
    .map((one) => podSchema.parse(one))
