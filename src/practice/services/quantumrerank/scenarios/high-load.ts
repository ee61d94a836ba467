import type { Scenario } from '../../../scenarios/scenario.ts'
import { highLoad } from '../programs/state.ts'

/** Three pods answer within 650 ms, five in time; fresh ones or an empty cache change nothing. */
export const highLoadScenario: Scenario = {
  name: 'quantumrerank-high-load',
  title: 'QuantumRerank: high load',
  says: 'Three times as many requests come, and answers take 650 ms, until there are five pods.',
  start: (world) => world.condition(highLoad).set(true),
  stop: (world) => world.condition(highLoad).set(false),
}
