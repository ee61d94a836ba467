import type { PracticeService } from '../service.ts'
import { ipfs } from './commands/ipfs.ts'
import { qflow as qflowProgram } from './commands/qflow.ts'
import { qflowHosts } from './hosts.ts'
import { samplesAt } from './metrics.ts'
import { badRelease } from './scenarios/bad-release.ts'
import { badSettings } from './scenarios/bad-settings.ts'
import { damagedData } from './scenarios/damaged-data.ts'
import { qflowSeed } from './seed.ts'

export const qflow: PracticeService = {
  id: 'qflow',
  seed: qflowSeed,
  hosts: qflowHosts,
  samples: samplesAt,
  commands: { qflow: qflowProgram, ipfs },
  scenarios: [badRelease, badSettings, damagedData],
}
