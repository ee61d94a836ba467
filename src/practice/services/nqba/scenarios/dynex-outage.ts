import type { Scenario } from '../../../scenarios/scenario.ts'
import { dynexDown } from '../programs/state.ts'

/** Dynex itself stays down until the scenario stops; what heals is not to need it. */
export const dynexOutage: Scenario = {
  name: 'dynex-outage',
  title: 'Dynex is down',
  says: 'Dynex stops answering and quantum jobs fail, until the workers run with the classical fallback on.',
  start: (world) => world.condition(dynexDown).set(true),
  stop: (world) => world.condition(dynexDown).set(false),
}
