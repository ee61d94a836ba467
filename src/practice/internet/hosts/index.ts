import type { World } from '../../cluster/world.ts'
import type { Hosts } from '../host.ts'
import { dynexHosts } from './dynex.ts'
import { nqbaHosts } from './nqba.ts'
import { prometheusHosts } from './prometheus.ts'

/** Every host of the practice internet. */
export const practiceHosts = (world: World): Hosts => ({
  ...dynexHosts(world),
  ...nqbaHosts(world),
  ...prometheusHosts(world),
})
