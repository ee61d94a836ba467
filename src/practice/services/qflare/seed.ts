import { released, single } from '../../cluster/seeds/deployments.ts'
import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { qflareApi } from './programs/api.ts'
import { postgres } from './programs/postgres.ts'
import { namespace } from './programs/state.ts'

/** QFLARE: an API for devices and operators, and its database. */
export const qflareSeed: ServiceSeed = {
  namespace,
  configMaps: [
    {
      name: 'qflare-config',
      data: {
        DB_POOL_SIZE: '10',
        LOG_LEVEL: 'info',
        MAINTENANCE_MODE: 'off',
      },
    },
  ],
  deployments: [
    {
      name: 'qflare-api',
      labels: { app: 'qflare-api' },
      container: {
        name: 'api',
        configMap: 'qflare-config',
        ports: [8000],
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      },
      replicas: 3,
      maxSurge: 1,
      maxUnavailable: 1,
      revisions: [
        released('qflare-api', '3.2.0', 'rounds in groups', 52),
        released('qflare-api', '3.3.1', 'key epochs', 24),
        released('qflare-api', '3.4.0', 'model cache', 6),
      ],
      runs: { program: qflareApi },
    },
    // A stateful set in production. Practice has deployments, and the pod answers to the same selector.
    single({
      name: 'postgres',
      labels: { app: 'postgres' },
      container: 'postgres',
      port: 5432,
      revisions: [
        { image: 'postgres:12.20', cause: 'PostgreSQL 12.20', daysAgo: 120 },
        { image: 'postgres:12.22', cause: 'PostgreSQL 12.22', daysAgo: 33 },
      ],
      runs: { program: postgres },
    }),
  ],
  services: [
    { name: 'qflare-api', deployment: 'qflare-api', port: 8000 },
    { name: 'postgres', deployment: 'postgres', port: 5432 },
  ],
  autoscalers: [],
}
