import { fieldAt } from '../../../cluster/object.ts'
import { chance } from '../../../cluster/programs/line.ts'
import type { Container } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'

export const namespace = 'quantum-rerank'
export const deployment = 'quantum-rerank'
export const service = 'quantum-rerank-service'
export const settingsMap = 'quantum-rerank-config'

/** The release that fails on every third request. */
export const brokenImage = 'quantum-rerank:1.9.0'

/** Conditions of the world that QuantumRerank feels. */
export const highLoad = 'quantumrerank.high-load'
export const memoryLeak = 'quantumrerank.memory-leak'

/** Fewer pods than this are too slow for the high load. */
const podsForLoad = 5
const leakedShare = 0.93

export const apiPods = (world: World, at: number): Container[] =>
  world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.app === deployment && one.startedAt <= at)

/** No pod is ready; before practice began all was well. */
export function isDown(world: World, at: number): boolean {
  const ready = world.ready(namespace, deployment)
  return ready.since(at) !== undefined && ready.at(at) === 0
}

export const isOverloaded = (world: World, at: number): boolean =>
  world.condition(highLoad).at(at) && world.ready(namespace, deployment).at(at) < podsForLoad

/** Whether the service leads to pods; who looks for a label that none has finds none. */
export function isReachable(world: World): boolean {
  const found = world.store.get('services', namespace, service)
  return fieldAt(found, 'spec.selector.app') === deployment && world.ready(namespace, deployment).now > 0
}

/** Share of requests that fail. */
export function errorRate(world: World, at: number): number {
  if (isDown(world, at)) return 1
  const pods = apiPods(world, at)
  const broken = pods.filter(({ image }) => image === brokenImage).length / Math.max(1, pods.length)
  return 0.002 + broken * 0.31
}

/** How long an answer takes, in milliseconds. */
export function responseMs(world: World, at: number): number {
  const wobble = chance(20, 'answer', Math.floor(at / 15_000))
  return (isOverloaded(world, at) ? 640 : 118) + wobble
}

/** Share of its limit that a pod uses. What leaked is gone with the pod. */
export function memoryRatio({ pod, startedAt }: Container, world: World, at: number): number {
  const leak = world.condition(memoryLeak)
  if (leak.at(at) && startedAt <= (leak.since(at) ?? at)) return leakedShare
  return 0.46 + chance(9, pod, 'memory') / 100
}

/** Share of the processor that it asks for. Under high load pods wait for each other, however many there are. */
export const cpuRatio = ({ pod }: Container, world: World, at: number): number =>
  (world.condition(highLoad).at(at) ? 0.66 : 0.38) + chance(4, pod, 'cpu') / 100

export const isLeaking = (world: World, at: number): boolean =>
  apiPods(world, at).some((one) => memoryRatio(one, world, at) >= leakedShare)

export type Health = 'healthy' | 'degraded' | 'down'

export function health(world: World, at: number): Health {
  if (isDown(world, at)) return 'down'
  const isWell = errorRate(world, at) < 0.05 && !isOverloaded(world, at) && !isLeaking(world, at)
  return isWell ? 'healthy' : 'degraded'
}
