import { redis } from '../../cluster/programs/redis/redis.ts'
import { released, single } from '../../cluster/seeds/deployments.ts'
import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { rerankApi } from './programs/api.ts'
import { rerankCache } from './programs/cache.ts'
import { brokenImage, deployment, namespace, settingsMap } from './programs/state.ts'

/** The settings as the repository has them. */
export const goodSettings = {
  BATCH_SIZE: '64',
  CACHE_TTL_SECONDS: '3600',
  LOG_LEVEL: 'info',
  SIMILARITY_METHOD: 'hybrid',
}

export const workingRelease = released('quantum-rerank', '1.8.2', 'cache by pair', 8)

/** QuantumRerank: its API, and the Redis that keeps what was computed. */
export const quantumrerankSeed: ServiceSeed = {
  namespace,
  configMaps: [{ name: settingsMap, data: goodSettings }],
  deployments: [
    {
      name: deployment,
      labels: { app: deployment },
      container: {
        name: 'api',
        configMap: settingsMap,
        ports: [8000],
        resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      },
      replicas: 3,
      maxSurge: 1,
      maxUnavailable: 0,
      revisions: [
        released('quantum-rerank', '1.8.0', 'batches', 47),
        released('quantum-rerank', '1.8.1', 'smaller circuits', 26),
        workingRelease,
      ],
      runs: { program: rerankApi },
    },
    single({
      name: 'redis',
      labels: { app: 'redis' },
      container: 'redis',
      port: 6379,
      revisions: [
        { image: 'redis:7.2.5-alpine', cause: 'Redis 7.2.5', daysAgo: 81 },
        { image: 'redis:7.4.2-alpine', cause: 'Redis 7.4.2', daysAgo: 29 },
      ],
      runs: { program: redis(rerankCache), readyAfterMs: 500 },
    }),
  ],
  services: [
    { name: 'quantum-rerank-service', deployment: deployment, port: 8000 },
    { name: 'redis', deployment: 'redis', port: 6379 },
  ],
  autoscalers: [{ name: 'quantum-rerank-hpa', deployment, min: 3, max: 10, cpu: 70 }],
  images: { [brokenImage]: { program: rerankApi } },
}
