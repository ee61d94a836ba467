import type { PracticeService } from '../service.ts'
import { dynexHosts } from './hosts/dynex.ts'
import { nqbaHosts } from './hosts/nqba.ts'
import { samplesAt } from './metrics.ts'
import { badDeploy } from './scenarios/bad-deploy.ts'
import { dynexOutage } from './scenarios/dynex-outage.ts'
import { staleCache } from './scenarios/stale-cache.ts'
import { trafficSpike } from './scenarios/traffic-spike.ts'
import { nqbaSeed } from './seed.ts'

export const nqba: PracticeService = {
  id: 'nqba',
  seed: nqbaSeed,
  hosts: (world) => ({ ...dynexHosts(world), ...nqbaHosts(world) }),
  samples: samplesAt,
  commands: {},
  scenarios: [dynexOutage, badDeploy, trafficSpike, staleCache],
}
