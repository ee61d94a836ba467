import type { World } from '../../cluster/world.ts'
import type { PracticeService } from '../../services/service.ts'
import type { Hosts } from '../host.ts'
import { prometheusHosts } from './prometheus.ts'

/** Every host of the practice internet: the services' own, and the Prometheus that watches them all. */
export const practiceHosts = (world: World, services: readonly PracticeService[]): Hosts => ({
  ...prometheusHosts(world, (at) => services.flatMap((one) => one.samples(world, at))),
  ...Object.assign({}, ...services.map((one) => one.hosts(world))),
})
