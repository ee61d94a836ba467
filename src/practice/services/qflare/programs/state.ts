import { chance } from '../../../cluster/programs/line.ts'
import type { Container } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'

export const namespace = 'qflare-production'

/** Conditions of the world that QFLARE feels. */
export const memoryLeak = 'qflare.memory-leak'
export const connectionsHeld = 'qflare.connections-held'
export const slowQuery = 'qflare.slow-query'
/** The database takes no writes. */
export const writingStopped = 'qflare.writing-stopped'
/** Twice as many connections, for a database that starts after it was set. */
export const limitRaised = 'qflare.connection-limit-raised'

const hourMs = 3_600_000

const running = (world: World, app: string, at: number): Container[] =>
  world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.app === app && one.startedAt <= at)

export const apiPods = (world: World, at: number): Container[] => running(world, 'qflare-api', at)

/** Share of its limit that an API pod uses. What leaked is gone with the pod, and a fresh one leaks slowly. */
export function memoryRatio({ pod, startedAt }: Container, world: World, at: number): number {
  const calm = 0.48 + chance(9, pod, 'memory') / 100
  const leak = world.condition(memoryLeak)
  if (!leak.at(at)) return calm
  if (startedAt < (leak.since(at) ?? at)) return 0.93
  return Math.min(0.97, calm + ((at - startedAt) / (6 * hourMs)) * 0.45)
}

/** Pods that were up when connections began to be kept give none back. */
export function connectionsOf({ startedAt }: Container, world: World, at: number): number {
  const held = world.condition(connectionsHeld)
  return held.at(at) && startedAt < (held.since(at) ?? at) ? 33 : 6
}

export function maxConnections(world: World, at: number): number {
  const [database] = running(world, 'postgres', at)
  return database && world.condition(limitRaised).at(database.startedAt) ? 200 : 100
}

/** Share of the connections that is taken; one belongs to the exporter. */
export function connectionsRatio(world: World, at: number): number {
  const taken = apiPods(world, at).reduce((sum, one) => sum + connectionsOf(one, world, at), 1)
  return Math.min(1, taken / maxConnections(world, at))
}

export const isExhausted = (world: World, at: number): boolean => connectionsRatio(world, at) >= 1

export const isDatabaseUp = (world: World, at: number): boolean =>
  world.ready(namespace, 'postgres').at(at) > 0

/** Seconds that the API takes for an answer, on average. */
export function apiSeconds(world: World, at: number): number {
  if (isExhausted(world, at)) return 3.4
  return world.condition(slowQuery).at(at) ? 2.8 : 0.09 + chance(40, 'api', Math.floor(at / 15_000)) / 1000
}

/** Share of requests that fail. */
export function errorRatio(world: World, at: number): number {
  if (world.ready(namespace, 'qflare-api').at(at) === 0 || !isDatabaseUp(world, at)) return 1
  if (isExhausted(world, at)) return 0.24
  return world.condition(slowQuery).at(at) ? 0.03 : 0.001
}

/** A setting as all API pods read it when they started; nothing while they differ, or none runs. */
export function settingOf(world: World, name: string): string | undefined {
  const values = new Set(apiPods(world, world.clock.now()).map(({ env }) => env[name]))
  return values.size === 1 ? [...values][0] : undefined
}
