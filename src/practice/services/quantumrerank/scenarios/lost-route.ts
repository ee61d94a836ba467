import type { World } from '../../../cluster/world.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { leadTo } from '../commands/route.ts'
import { deployment } from '../programs/state.ts'

/** Who looks after services has given this one a label that no pod has; fresh pods have none either. */
export const lostRoute: Scenario = {
  name: 'quantumrerank-lost-route',
  title: 'QuantumRerank: lost route',
  says: 'All pods are ready and nobody reaches them, until everything is applied anew.',
  start: (world: World) => void leadTo(world, 'rerank-api'),
  stop: (world: World) => void leadTo(world, deployment),
}
