import type { PracticeService } from '../service.ts'
import { aws } from './commands/aws.ts'
import { dynexHosts } from './hosts/dynex.ts'
import { grafanaHosts } from './hosts/grafana.ts'
import { nqbaHosts } from './hosts/nqba.ts'
import { samplesAt } from './metrics.ts'
import { badDeploy } from './scenarios/bad-deploy.ts'
import { dynexOutage } from './scenarios/dynex-outage.ts'
import { lostPeers } from './scenarios/lost-peers.ts'
import { staleCache } from './scenarios/stale-cache.ts'
import { trafficSpike } from './scenarios/traffic-spike.ts'
import { nqbaSeed } from './seed.ts'

export const nqba: PracticeService = {
  id: 'nqba',
  seed: nqbaSeed,
  hosts: (world) => ({ ...dynexHosts(world), ...nqbaHosts(world), ...grafanaHosts }),
  samples: samplesAt,
  commands: { aws },
  scenarios: [dynexOutage, badDeploy, trafficSpike, staleCache, lostPeers],
}
