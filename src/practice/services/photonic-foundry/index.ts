import type { PracticeService } from '../service.ts'
import { docker } from './commands/docker.ts'
import { tools } from './commands/tools.ts'
import { photonicFoundryHosts } from './hosts.ts'
import { samplesAt } from './metrics.ts'
import { breakIn } from './scenarios/break-in.ts'
import { damagedData } from './scenarios/damaged-data.ts'
import { fullDisk } from './scenarios/disk-full.ts'
import { memoryLeak } from './scenarios/memory-leak.ts'
import { photonicFoundrySeed } from './seed.ts'

export const photonicFoundry: PracticeService = {
  id: 'photonic-foundry',
  seed: photonicFoundrySeed,
  hosts: photonicFoundryHosts,
  samples: samplesAt,
  commands: { docker, ...tools },
  scenarios: [memoryLeak, fullDisk, damagedData, breakIn],
}
