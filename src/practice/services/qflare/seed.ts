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
        READ_ONLY_MODE: 'off',
        RESPONSE_CACHE: 'off',
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
        { image: 'qflare-api:3.2.0', cause: 'Release 3.2.0: rounds in groups', daysAgo: 52 },
        { image: 'qflare-api:3.3.1', cause: 'Release 3.3.1: key epochs', daysAgo: 24 },
        { image: 'qflare-api:3.4.0', cause: 'Release 3.4.0: model cache', daysAgo: 6 },
      ],
    },
    {
      // A stateful set in production. Practice has deployments, and the pod answers to the same selector.
      name: 'postgres',
      labels: { app: 'postgres' },
      container: { name: 'postgres', ports: [5432] },
      replicas: 1,
      revisions: [
        { image: 'postgres:15.8', cause: 'PostgreSQL 15.8', daysAgo: 120 },
        { image: 'postgres:15.10', cause: 'PostgreSQL 15.10', daysAgo: 33 },
      ],
    },
  ],
  services: [
    { name: 'qflare-api', selector: { app: 'qflare-api' }, port: 8000 },
    { name: 'postgres', selector: { app: 'postgres' }, port: 5432 },
  ],
  autoscalers: [],
  images: {
    'qflare-api:3.2.0': { program: qflareApi },
    'qflare-api:3.3.1': { program: qflareApi },
    'qflare-api:3.4.0': { program: qflareApi },
    'postgres:15.8': { program: postgres },
    'postgres:15.10': { program: postgres },
  },
}
