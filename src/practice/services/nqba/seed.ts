import { redis } from '../../cluster/programs/redis/redis.ts'
import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { nqbaApi } from './programs/api.ts'
import { nqbaCache } from './programs/cache.ts'
import { nqbaIpfs } from './programs/ipfs.ts'
import { namespace } from './programs/state.ts'
import { nqbaWorker } from './programs/worker.ts'

const app = 'nqba-platform'

/** The image that does not come up: what the `bad-deploy` scenario rolls out. */
export const brokenApiImage = 'nqba-api:2.8.1'

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
        { image: 'nqba-api:2.6.3', cause: 'Release 2.6.3: retry IPFS pins', daysAgo: 41 },
        { image: 'nqba-api:2.7.0', cause: 'Release 2.7.0: quota headers', daysAgo: 19 },
        { image: 'nqba-api:2.7.1', cause: 'Release 2.7.1: fix billing rounding', daysAgo: 12 },
        { image: 'nqba-api:2.8.0', cause: 'Release 2.8.0: cache schema 42', daysAgo: 3 },
      ],
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
        { image: 'nqba-worker:2.6.0', cause: 'Release 2.6.0: smaller batches', daysAgo: 38 },
        { image: 'nqba-worker:2.7.0', cause: 'Release 2.7.0: Dynex client 5', daysAgo: 19 },
        { image: 'nqba-worker:2.8.0', cause: 'Release 2.8.0: job timeouts', daysAgo: 3 },
      ],
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
    },
    {
      name: 'nqba-redis',
      labels: { app, component: 'cache' },
      container: { name: 'redis', ports: [6379] },
      replicas: 1,
      revisions: [
        { image: 'redis:7.2.4', cause: 'Redis 7.2.4', daysAgo: 85 },
        { image: 'redis:7.4.1', cause: 'Redis 7.4.1', daysAgo: 30 },
      ],
    },
  ],
  services: [
    { name: 'nqba-api', selector: { app, component: 'api' }, port: 8000 },
    { name: 'nqba-ipfs', selector: { app, component: 'ipfs' }, port: 5001 },
    { name: 'nqba-redis', selector: { app, component: 'cache' }, port: 6379 },
  ],
  autoscalers: [{ name: 'nqba-api', deployment: 'nqba-api', min: 3, max: 12, cpu: 70 }],
  images: {
    'nqba-api:2.6.3': { program: nqbaApi },
    'nqba-api:2.7.0': { program: nqbaApi },
    'nqba-api:2.7.1': { program: nqbaApi },
    'nqba-api:2.8.0': { program: nqbaApi },
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
    'nqba-worker:2.6.0': { program: nqbaWorker },
    'nqba-worker:2.7.0': { program: nqbaWorker },
    'nqba-worker:2.8.0': { program: nqbaWorker },
    'ipfs-cluster:1.0.8': { program: nqbaIpfs },
    'ipfs-cluster:1.1.0': { program: nqbaIpfs },
    'redis:7.2.4': { program: redis(nqbaCache), readyAfterMs: 500 },
    'redis:7.4.1': { program: redis(nqbaCache), readyAfterMs: 500 },
  },
}
