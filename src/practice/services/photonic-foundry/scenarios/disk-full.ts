import type { Scenario } from '../../../scenarios/scenario.ts'
import { diskFull } from '../programs/state.ts'

/** Old images fill the disk: neither a restart nor a small clean-up makes room. */
export const fullDisk: Scenario = {
  name: 'photonic-foundry-disk-full',
  title: 'Photonic Foundry: disk full',
  says: 'The foundry’s disk is full and nothing can be converted, until all unused images are cleaned up.',
  start: (world) => world.condition(diskFull).set(true),
  stop: (world) => world.condition(diskFull).set(false),
}
