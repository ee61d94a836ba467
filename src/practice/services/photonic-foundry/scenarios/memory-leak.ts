import type { Scenario } from '../../../scenarios/scenario.ts'
import { leakBegan } from '../programs/state.ts'

/** Pods that have met a certain job keep its memory: only fresh ones are free of it, and more pods do not help. */
export const memoryLeak: Scenario = {
  name: 'photonic-foundry-memory-leak',
  title: 'Photonic Foundry: memory leak',
  says: 'The foundry’s application fills its memory and calls itself degraded, until it is restarted.',
  start: (world) => world.condition(leakBegan).set(true),
  stop: (world) => world.condition(leakBegan).set(false),
}
