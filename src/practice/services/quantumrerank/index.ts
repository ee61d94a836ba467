import type { PracticeService } from '../service.ts'
import { kubectl } from './commands/kubectl.ts'
import { healthCheck, performanceValidation, smokeTests } from './commands/scripts.ts'
import { quantumrerankHosts } from './hosts.ts'
import { samplesAt } from './metrics.ts'
import { badRelease } from './scenarios/bad-release.ts'
import { highLoadScenario } from './scenarios/high-load.ts'
import { memoryLeakScenario } from './scenarios/memory-leak.ts'
import { quantumrerankSeed } from './seed.ts'

export const quantumrerank: PracticeService = {
  id: 'quantumrerank',
  seed: quantumrerankSeed,
  hosts: quantumrerankHosts,
  samples: samplesAt,
  commands: {
    kubectl,
    'quantum-rerank-health-check': healthCheck,
    'quantum-rerank-performance': performanceValidation,
    'quantum-rerank-smoke-tests': smokeTests,
  },
  scenarios: [badRelease, highLoadScenario, memoryLeakScenario],
}
