import type { Scenario } from '../../../scenarios/scenario.ts'
import { devicesLost } from '../programs/fleet.ts'

/** A migration has deleted what an organization had. */
export const devicesLostScenario: Scenario = {
  name: 'qflare-data-loss',
  title: 'QFLARE lost devices',
  says: 'All devices of alder-hospitals are gone, until a backup is restored, with writing stopped.',
  start: (world) => world.condition(devicesLost).set(true),
  stop: (world) => world.condition(devicesLost).set(false),
}
