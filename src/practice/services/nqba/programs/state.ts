import { chance } from '../../../cluster/programs/line.ts'
import type { Container } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'

export const namespace = 'nqba-platform'

/** Conditions of the world that NQBA feels. */
export const dynexDown = 'dynex.down'
export const trafficSpike = 'nqba.traffic-spike'
export const cacheStale = 'nqba.cache-stale'

/** What the platform needs while traffic is high. */
const apiReplicasForSpike = 6
const workersForSpike = 8

export type Mode = 'quantum' | 'fallback' | 'failing'

/** How a worker's jobs go at a time: the setting counts as it was when the worker started. */
export function modeOf(worker: Container, world: World, at: number): Mode {
  if (worker.env.QUANTUM_FALLBACK_ENABLED === 'true') return 'fallback'
  return world.condition(dynexDown).at(at) ? 'failing' : 'quantum'
}

/** Too few API pods for the traffic. */
export const isApiOverloaded = (world: World, at: number): boolean =>
  world.condition(trafficSpike).at(at) && world.ready(namespace, 'nqba-api').at(at) < apiReplicasForSpike

export const isQueueOverloaded = (world: World, at: number): boolean =>
  world.condition(trafficSpike).at(at) && world.ready(namespace, 'nqba-worker').at(at) < workersForSpike

/** Jobs waiting, as this worker sees them: about ten on a calm day, climbing while they fail or pile up. */
export function queueDepth(world: World, at: number, mode: Mode): number {
  const calm = 6 + chance(9, 'queue', Math.floor(at / 4000))
  const climbs = (since: number | undefined, perSecond: number, most: number) =>
    Math.min(most, Math.floor(((at - (since ?? at)) / 1000) * perSecond))
  if (isQueueOverloaded(world, at))
    return 140 + calm + climbs(world.condition(trafficSpike).since(at), 1, 600)
  if (mode === 'failing') return 45 + calm + climbs(world.condition(dynexDown).since(at), 0.5, 400)
  return calm
}

/** Millicores that all API pods need together on a calm day, and the most that one pod uses. */
const apiLoad = { calm: 420, mostPerPod: 345 }

/**
 * An API pod's share of the load. During a spike every pod is as busy as it can be, however many there are:
 * where some turn requests away, callers come back; where none do, more callers come.
 */
export function apiCpuMillis(world: World, at: number): number {
  if (world.condition(trafficSpike).at(at)) return apiLoad.mostPerPod
  const pods = Math.max(1, world.ready(namespace, 'nqba-api').at(at))
  return Math.min(apiLoad.mostPerPod, apiLoad.calm / pods)
}

/** The workers that take jobs now. */
export function workers(world: World): Container[] {
  return world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.component === 'worker')
}

/** The platform as its own status page shows it; rates are shares of 1. */
export function quantumStatus(world: World) {
  const now = world.clock.now()
  const modes = workers(world).map((worker) => modeOf(worker, world, now))
  const share = (mode: Mode) =>
    modes.length === 0 ? 0 : Number((modes.filter((one) => one === mode).length / modes.length).toFixed(2))
  const depth = queueDepth(world, now, modes.includes('failing') ? 'failing' : 'quantum')
  const failing = modes.length === 0 ? 1 : share('failing')
  const degraded = failing > 0 || isQueueOverloaded(world, now)
  return {
    status: degraded ? 'degraded' : share('fallback') > 0 ? 'fallback' : 'ok',
    dynex: { health_status: world.condition(dynexDown).now ? 'down' : 'up' },
    quantum: {
      success_rate: share('quantum'),
      fallback_rate: share('fallback'),
      failure_rate: failing,
    },
    queue_depth: depth,
    workers: modes.length,
  }
}
