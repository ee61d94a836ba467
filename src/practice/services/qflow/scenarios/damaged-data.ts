import type { Scenario } from '../../../scenarios/scenario.ts'
import { dataDamaged } from '../programs/state.ts'

/** Damage that only a restore mends, and only while nothing new is written. */
export const damagedData: Scenario = {
  name: 'qflow-damaged-data',
  title: 'Qflow: damaged data',
  says: 'Data of three flows is damaged, until executions are paused and the newest backup is restored.',
  start: (world) => world.condition(dataDamaged).set(true),
  stop: (world) => world.condition(dataDamaged).set(false),
}
