import { chance } from '../../../cluster/programs/line.ts'
import type { Container } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'

export const namespace = 'photonic-foundry'

/** Every service, as docker-compose.yml names them. */
export const services = ['photonic-foundry', 'jupyter', 'postgres', 'redis', 'prometheus', 'grafana'] as const

/** Conditions of the world that the foundry feels. */
export const leakBegan = 'photonic-foundry.leak'
export const diskFull = 'photonic-foundry.disk-full'
export const dataDamaged = 'photonic-foundry.data-damaged'

export type Health = 'healthy' | 'degraded' | 'unhealthy'

/** The pods of the application that run now. */
export const appPods = (world: World): Container[] =>
  world.containers.running().filter((one) => one.namespace === namespace && one.labels.component === 'app')

/** A pod leaks that has run since before the leak began: a fresh one has not met the job that leaks. */
export function leaks(pod: Container, world: World, at: number): boolean {
  const since = world.condition(leakBegan).since(at)
  return world.condition(leakBegan).at(at) && since !== undefined && pod.startedAt < since
}

export const anyLeaks = (world: World, at: number): boolean =>
  appPods(world).some((pod) => leaks(pod, world, at))

/** How the application itself says it is. */
export function health(world: World, at: number): Health {
  if (world.condition(diskFull).at(at) || world.condition(dataDamaged).at(at)) return 'unhealthy'
  return anyLeaks(world, at) ? 'degraded' : 'healthy'
}

/** No pod of a service is ready; before practice began all was well. */
export function isDown(world: World, service: string, at: number): boolean {
  const ready = world.ready(namespace, service)
  return ready.since(at) !== undefined && ready.at(at) === 0
}

/** Memory of a pod, in percent of what it may use. */
export const podMemory = (pod: Container, world: World, at: number): number =>
  (leaks(pod, world, at) ? 95 : 54) + chance(4, pod.pod, Math.floor(at / 60_000))

/** The foundry's machine, in percent. */
export const machine = (world: World, at: number) => ({
  cpu: 38 + chance(6, 'cpu', Math.floor(at / 60_000)),
  memory: (anyLeaks(world, at) ? 96 : 58) + chance(3, 'memory', Math.floor(at / 60_000)),
  disk: world.condition(diskFull).at(at) ? 98 : 61,
})
