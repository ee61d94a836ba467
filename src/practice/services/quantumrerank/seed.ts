import { redis } from '../../cluster/programs/redis/redis.ts'
import { released, single } from '../../cluster/seeds/deployments.ts'
import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { rerankApi } from './programs/api.ts'
import { rerankCache } from './programs/cache.ts'
import { brokenImage, deployment, namespace, service, settingsMap } from './programs/state.ts'

/** The settings as the repository has them. */
export const goodSettings = {
  API_TIMEOUT: '30',
  CACHE_ENABLED: 'true',
  CACHE_TTL: '3600',
  LOG_LEVEL: 'INFO',
  ML_BATCH_SIZE: '32',
  QUANTUM_SHOTS: '1024',
  RATE_LIMITING_ENABLED: 'true',
  WORKERS: '4',
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
        resources: { requests: { cpu: '1', memory: '1536Mi' }, limits: { cpu: '2', memory: '2Gi' } },
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
    { name: service, deployment, port: 8000 },
    { name: 'redis', deployment: 'redis', port: 6379 },
  ],
  autoscalers: [{ name: 'quantum-rerank-hpa', deployment, min: 3, max: 10, cpu: 70 }],
  images: { [brokenImage]: { program: rerankApi } },
}
