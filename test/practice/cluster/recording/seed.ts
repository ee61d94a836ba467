import type { Image, Program } from '../../../../src/practice/cluster/programs/program.ts'
import type { ServiceSeed } from '../../../../src/practice/cluster/seeds/seed.ts'

const idle: Program = {}
const works: Image = { program: idle }

/** The state in which the recording began. */
export const recordedService: ServiceSeed = {
  namespace: 'nqba-platform',
  configMaps: [],
  services: [],
  autoscalers: [],
  deployments: [
    {
      name: 'nqba-api',
      labels: { app: 'nqba-api' },
      container: { name: 'nqba' },
      replicas: 3,
      revisions: [
        { image: 'nqba:v0', daysAgo: 3 },
        { image: 'nqba:v2', daysAgo: 2 },
        { image: 'nqba:v1', daysAgo: 1 },
      ],
      runs: works,
    },
  ],
  images: {
    'nqba-worker:v1': works,
    'nqba-worker:v2': works,
    'nqba-worker:bad3': { program: idle, crash: { afterMs: 500, says: ['panic'] } },
  },
}
