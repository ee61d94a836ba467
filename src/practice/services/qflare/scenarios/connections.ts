import type { Scenario } from '../../../scenarios/scenario.ts'
import { connectionsHeld } from '../programs/state.ts'

/** More API pods take more connections, and a fresh database is filled again. */
export const connectionsHeldScenario: Scenario = {
  name: 'qflare-connections',
  title: 'QFLARE has no connections left',
  says: 'The API holds every connection of its database, until its pods restart or max_connections is 200.',
  start: (world) => world.condition(connectionsHeld).set(true),
  stop: (world) => world.condition(connectionsHeld).set(false),
}
