import type { PracticeService } from '../service.ts'
import { kubectl } from './commands/kubectl.ts'
import { openssl } from './commands/openssl.ts'
import { healthCheck, performanceValidation, smokeTests } from './commands/scripts.ts'
import { keepConfig } from './commands/settings.ts'
import { quantumrerankHosts } from './hosts.ts'
import { samplesAt } from './metrics.ts'
import { badRelease } from './scenarios/bad-release.ts'
import { highLoadScenario } from './scenarios/high-load.ts'
import { lostRoute } from './scenarios/lost-route.ts'
import { memoryLeakScenario } from './scenarios/memory-leak.ts'
import { quantumrerankSeed } from './seed.ts'

export const quantumrerank: PracticeService = {
  id: 'quantumrerank',
  seed: quantumrerankSeed,
  hosts: quantumrerankHosts,
  samples: samplesAt,
  commands: {
    kubectl,
    openssl,
    'quantum-rerank-health-check': healthCheck,
    'quantum-rerank-keep-config': keepConfig,
    'quantum-rerank-performance': performanceValidation,
    'quantum-rerank-smoke-tests': smokeTests,
  },
  scenarios: [badRelease, highLoadScenario, lostRoute, memoryLeakScenario],
}
