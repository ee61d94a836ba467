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
export const intruderCame = 'photonic-foundry.intruder'
export const volumesGone = 'photonic-foundry.volumes-gone'
export const redisDropsOldest = 'photonic-foundry.redis-drops-oldest'
export const profiled = 'photonic-foundry.profiled'

/** Somebody took a container out of the foundry's network. */
export const isolated = (container: string) => `photonic-foundry.isolated.${container}`

export type Health = 'healthy' | 'degraded' | 'unhealthy'

/** The pods of a service that run now. */
export const podsOf = (world: World, service: string) =>
  world.containers
    .running()
    .filter(
      ({ namespace: place, labels }) =>
        place === namespace && labels.component === (service === 'photonic-foundry' ? 'app' : service),
    )

export const appPods = (world: World): Container[] => podsOf(world, 'photonic-foundry')

/** What is wrong with pods that have run since before it began: fresh ones have not met it. */
function met(condition: string, pod: Container, world: World, at: number): boolean {
  const since = world.condition(condition).since(at)
  return world.condition(condition).at(at) && since !== undefined && pod.startedAt < since
}

/** A pod leaks that met the job that leaks. */
export const leaks = (pod: Container, world: World, at: number) => met(leakBegan, pod, world, at)

export const anyLeaks = (world: World, at: number): boolean =>
  appPods(world).some((pod) => leaks(pod, world, at))

/** Somebody is in a pod. */
export const hasIntruder = (pod: Container, world: World, at: number) => met(intruderCame, pod, world, at)

export const anyIntruder = (world: World, at: number): boolean =>
  appPods(world).some((pod) => hasIntruder(pod, world, at))

/** All pods of a service are out of the network. */
export function isIsolated(world: World, service: string, at: number): boolean {
  const pods = podsOf(world, service)
  return pods.length > 0 && pods.every((pod) => met(isolated(service), pod, world, at))
}

/** How the application itself says it is. */
export function health(world: World, at: number): Health {
  if (world.condition(diskFull).at(at) || world.condition(dataDamaged).at(at)) return 'unhealthy'
  return anyLeaks(world, at) || anyIntruder(world, at) ? 'degraded' : 'healthy'
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
  cpu: (anyIntruder(world, at) ? 90 : 38) + chance(6, 'cpu', Math.floor(at / 60_000)),
  memory: (anyLeaks(world, at) ? 96 : 58) + chance(3, 'memory', Math.floor(at / 60_000)),
  disk: world.condition(diskFull).at(at) ? 98 : 61,
})
