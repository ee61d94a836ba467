import { redis } from '../../cluster/programs/redis/redis.ts'
import { released, single } from '../../cluster/seeds/deployments.ts'
import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { nqbaApi } from './programs/api.ts'
import { nqbaCache } from './programs/cache.ts'
import { nqbaIpfs } from './programs/ipfs.ts'
import { namespace } from './programs/state.ts'
import { nqbaWorker } from './programs/worker.ts'

const app = 'nqba-platform'

/** The image that does not come up: what the `bad-deploy` scenario rolls out. */
export const brokenApiImage = 'nqba-api:2.8.1'

export const workingApiRelease = released('nqba-api', '2.8.0', 'cache schema 42', 3)

/** NQBA: an API, workers that run jobs on Dynex, IPFS pinning and a Redis cache. */
export const nqbaSeed: ServiceSeed = {
  namespace,
  configMaps: [
    {
      name: 'nqba-config',
      data: {
        DYNEX_URL: 'https://dynex.co/api',
        FALLBACK_SOLVER: 'none',
        LOG_LEVEL: 'info',
        QUANTUM_BATCH_SIZE: '10',
        QUANTUM_FALLBACK_ENABLED: 'false',
        QUANTUM_TIMEOUT: '120',
      },
    },
  ],
  deployments: [
    {
      name: 'nqba-api',
      labels: { app, component: 'api' },
      container: {
        name: 'api',
        configMap: 'nqba-config',
        ports: [8000],
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      },
      replicas: 3,
      maxSurge: 1,
      maxUnavailable: 1,
      revisions: [
        released('nqba-api', '2.6.3', 'retry IPFS pins', 41),
        released('nqba-api', '2.7.0', 'quota headers', 19),
        released('nqba-api', '2.7.1', 'fix billing rounding', 12),
        workingApiRelease,
      ],
      runs: { program: nqbaApi },
    },
    {
      name: 'nqba-worker',
      labels: { app, component: 'worker' },
      container: {
        name: 'worker',
        configMap: 'nqba-config',
        resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '8Gi' } },
      },
      replicas: 4,
      revisions: [
        released('nqba-worker', '2.6.0', 'smaller batches', 38),
        released('nqba-worker', '2.7.0', 'Dynex client 5', 19),
        released('nqba-worker', '2.8.0', 'job timeouts', 3),
      ],
      runs: { program: nqbaWorker },
    },
    {
      name: 'nqba-ipfs',
      labels: { app, component: 'ipfs' },
      container: { name: 'ipfs', ports: [5001] },
      replicas: 2,
      revisions: [
        { image: 'ipfs-cluster:1.0.8', cause: 'IPFS cluster 1.0.8', daysAgo: 80 },
        { image: 'ipfs-cluster:1.1.0', cause: 'IPFS cluster 1.1.0', daysAgo: 27 },
      ],
      runs: { program: nqbaIpfs },
    },
    single({
      name: 'nqba-redis',
      labels: { app, component: 'cache' },
      container: 'redis',
      port: 6379,
      revisions: [
        { image: 'redis:7.2.4', cause: 'Redis 7.2.4', daysAgo: 85 },
        { image: 'redis:7.4.1', cause: 'Redis 7.4.1', daysAgo: 30 },
      ],
      runs: { program: redis(nqbaCache), readyAfterMs: 500 },
    }),
  ],
  services: [
    { name: 'nqba-api', deployment: 'nqba-api', port: 8000 },
    { name: 'nqba-ipfs', deployment: 'nqba-ipfs', port: 5001 },
    { name: 'nqba-redis', deployment: 'nqba-redis', port: 6379 },
  ],
  autoscalers: [{ name: 'nqba-api', deployment: 'nqba-api', min: 3, max: 12, cpu: 70 }],
  images: {
    [brokenApiImage]: {
      program: nqbaApi,
      crash: {
        afterMs: 900,
        says: [
          'level=info msg="starting nqba-api" version=2.8.1',
          'level=info msg="running migrations"',
          'level=fatal msg="panic: missing required setting BILLING_LEDGER_URL" component=startup',
        ],
      },
    },
  },
}
