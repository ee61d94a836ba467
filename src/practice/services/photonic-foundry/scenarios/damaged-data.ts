import type { Scenario } from '../../../scenarios/scenario.ts'
import { dataDamaged } from '../programs/state.ts'

/** Damage that only a restore mends, and only while the application does not write. */
export const damagedData: Scenario = {
  name: 'photonic-foundry-damaged-data',
  title: 'Photonic Foundry: damaged data',
  says: 'The foundry’s database has damaged pages, until writing stops and the newest backup is restored.',
  start: (world) => world.condition(dataDamaged).set(true),
  stop: (world) => world.condition(dataDamaged).set(false),
}
