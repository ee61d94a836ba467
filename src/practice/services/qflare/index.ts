import type { PracticeService } from '../service.ts'
import { backupPrograms } from './commands/backups.ts'
import { keyPrograms } from './commands/keys.ts'
import { kubectl } from './commands/kubectl.ts'
import { psql } from './commands/psql.ts'
import { qflareHosts } from './hosts.ts'
import { samplesAt } from './metrics.ts'
import { connectionsHeldScenario } from './scenarios/connections.ts'
import { devicesLostScenario } from './scenarios/data-loss.ts'
import { memoryLeakScenario } from './scenarios/memory-leak.ts'
import { slowQueryScenario } from './scenarios/slow-query.ts'
import { keysStaleScenario } from './scenarios/stale-keys.ts'
import { qflareSeed } from './seed.ts'

export const qflare: PracticeService = {
  id: 'qflare',
  seed: qflareSeed,
  hosts: qflareHosts,
  samples: samplesAt,
  commands: { ...keyPrograms, ...backupPrograms, psql, kubectl },
  scenarios: [
    memoryLeakScenario,
    connectionsHeldScenario,
    slowQueryScenario,
    keysStaleScenario,
    devicesLostScenario,
  ],
}
