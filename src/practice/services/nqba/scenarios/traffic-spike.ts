import type { Scenario } from '../../../scenarios/scenario.ts'
import { trafficSpike as condition } from '../programs/state.ts'

/** More of the same pods is the only thing that helps. */
export const trafficSpike: Scenario = {
  name: 'traffic-spike',
  title: 'Traffic spike',
  says: 'The NQBA API answers 429 until it runs 6 pods, and jobs queue up until 8 workers take them.',
  start: (world) => world.condition(condition).set(true),
  stop: (world) => world.condition(condition).set(false),
}
