import type { Scenario } from '../../../scenarios/scenario.ts'
import { slowQuery } from '../programs/state.ts'

/** A report holds locks that everything else waits for. */
export const slowQueryScenario: Scenario = {
  name: 'qflare-slow-query',
  title: 'QFLARE waits for a query',
  says: 'The QFLARE API takes three seconds for an answer, until the report that blocks its database is ended.',
  start: (world) => world.condition(slowQuery).set(true),
  stop: (world) => world.condition(slowQuery).set(false),
}
