import type { Scenario } from '../../../scenarios/scenario.ts'
import { memoryLeak } from '../programs/state.ts'

/** Pods that are up keep what leaked; more of them change nothing about that. */
export const memoryLeakScenario: Scenario = {
  name: 'qflare-memory-leak',
  title: 'QFLARE leaks memory',
  says: 'Pods of qflare-api use 93 % of their memory, until they are replaced by fresh ones.',
  start: (world) => world.condition(memoryLeak).set(true),
  stop: (world) => world.condition(memoryLeak).set(false),
}
