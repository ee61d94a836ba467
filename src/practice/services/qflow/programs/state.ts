import { chance } from '../../../cluster/programs/line.ts'
import type { World } from '../../../cluster/world.ts'

export const namespace = 'qflow'
export const settingsMap = 'qflow-config'

/** The release that cannot read what its validation pipeline is given. */
export const brokenImage = 'qflow:3.3.0'

/** Conditions of the world that Qflow feels. The first two follow from what its newest pod was started with. */
export const releaseBroken = 'qflow.release-broken'
export const engineStarved = 'qflow.engine-starved'
export const dataDamaged = 'qflow.data-damaged'
export const executionsPaused = 'qflow.executions-paused'

/** Fewer executions at a time than this, and flows queue up. */
export const leastConcurrentFlows = 10

export const damagedFlows = ['fl-2041', 'fl-2077', 'fl-2090']

export type Health = 'healthy' | 'degraded' | 'down'

const is = (world: World, condition: string, at: number): boolean => world.condition(condition).at(at)

/** No pod is ready; before practice began all was well. */
const isEmpty = (world: World, at: number): boolean => {
  const ready = world.ready(namespace, 'qflow')
  return ready.since(at) !== undefined && ready.at(at) === 0
}

/** The components as Qflow's own health page names them. */
export function components(world: World, at: number): Record<string, Health> {
  const isDown = isEmpty(world, at)
  const state = (degraded: boolean): Health => (isDown ? 'down' : degraded ? 'degraded' : 'healthy')
  return {
    engine: state(is(world, engineStarved, at)),
    validation: is(world, releaseBroken, at) ? 'down' : state(false),
    sandbox: state(false),
    network: state(false),
    storage: state(is(world, dataDamaged, at)),
  }
}

export function health(world: World, at: number): Health {
  const all = Object.values(components(world, at))
  return all.includes('down') ? 'down' : all.includes('degraded') ? 'degraded' : 'healthy'
}

/** The share of flows that succeed, and how long 95 of 100 take at most, in seconds. */
export function flowFigures(world: World, at: number): { succeed: number; seconds: number } {
  const wobble = chance(6, 'flows', Math.floor(at / 60_000)) / 1000
  if (health(world, at) === 'down') return { succeed: 0, seconds: 30 }
  if (is(world, engineStarved, at)) return { succeed: 0.58 + wobble, seconds: 42 }
  if (is(world, dataDamaged, at)) return { succeed: 0.81 + wobble, seconds: 2.4 }
  return { succeed: 0.985 + wobble, seconds: 1.8 + wobble }
}

/** What a pod uses, as shares of its limits. */
export function podUse(world: World, at: number, pod: string): { cpu: number; memory: number } {
  const own = chance(8, pod, Math.floor(at / 60_000)) / 100
  const isIdle = flowFigures(world, at).succeed < 0.6 || is(world, executionsPaused, at)
  const shared = 1.2 / Math.max(1, world.ready(namespace, 'qflow').at(at) || 3)
  return { cpu: (isIdle ? 0.08 : Math.min(0.98, shared)) + own, memory: 0.52 + own }
}
