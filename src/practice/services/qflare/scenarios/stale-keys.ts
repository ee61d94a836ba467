import type { Scenario } from '../../../scenarios/scenario.ts'
import { keysStale } from '../programs/fleet.ts'

/** A rotation that did not reach all devices shuts a third of them out. */
export const keysStaleScenario: Scenario = {
  name: 'qflare-stale-keys',
  title: 'QFLARE devices have old keys',
  says: '131 devices are offline, until the quantum keys are rotated.',
  start: (world) => world.condition(keysStale).set(true),
  stop: (world) => world.condition(keysStale).set(false),
}
