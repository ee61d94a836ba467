import type { Scenario } from '../../../scenarios/scenario.ts'
import { memoryLeak } from '../programs/state.ts'

/** Pods that are up keep what leaked; more of them change nothing about that. */
export const memoryLeakScenario: Scenario = {
  name: 'quantumrerank-memory-leak',
  title: 'QuantumRerank: memory leak',
  says: 'Pods use 93 % of their memory, until fresh ones replace them.',
  start: (world) => world.condition(memoryLeak).set(true),
  stop: (world) => world.condition(memoryLeak).set(false),
}
