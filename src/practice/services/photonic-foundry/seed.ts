import type { Image } from '../../cluster/programs/program.ts'
import { redis } from '../../cluster/programs/redis/redis.ts'
import { released, single } from '../../cluster/seeds/deployments.ts'
import type { DeploymentSeed, ServiceSeed } from '../../cluster/seeds/seed.ts'
import { app } from './programs/app.ts'
import { jupyter, watcher } from './programs/pages.ts'
import { namespace } from './programs/state.ts'
import { cached, postgres } from './programs/stores.ts'

const label = 'photonic-foundry'

/** Ready-made software beside the foundry. */
const beside = (
  name: string,
  images: [string, string],
  port: number,
  runs: Image,
  configMap?: string,
): DeploymentSeed =>
  single({
    name,
    labels: { app: label, component: name },
    container: name,
    port,
    ...(configMap && { configMap }),
    revisions: [
      { image: images[0], cause: `First ${images[0]}`, daysAgo: 88 },
      { image: images[1], cause: `Base image ${images[1]}`, daysAgo: 12 },
    ],
    runs,
  })

/** The foundry: what docker-compose.yml starts, as deployments of the same names. */
export const photonicFoundrySeed: ServiceSeed = {
  namespace,
  configMaps: [
    { name: 'foundry-config', data: { APP_PORT: '8000', JUPYTER_PORT: '8888', LOG_LEVEL: 'info' } },
  ],
  deployments: [
    {
      name: 'photonic-foundry',
      labels: { app: label, component: 'app' },
      container: {
        name: 'app',
        configMap: 'foundry-config',
        ports: [8000],
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
      },
      replicas: 2,
      maxSurge: 1,
      maxUnavailable: 1,
      revisions: [
        released('photonic-foundry', '1.3.0', 'ring resonators', 61),
        released('photonic-foundry', '1.4.0', 'thermal drift', 20),
        released('photonic-foundry', '1.4.1', 'Verilog export', 6),
      ],
      runs: { program: app },
    },
    beside('jupyter', ['jupyter:4.1', 'jupyter:4.2'], 8888, { program: jupyter }, 'foundry-config'),
    beside('postgres', ['postgres:15.6-alpine', 'postgres:15.8-alpine'], 5432, { program: postgres }),
    beside('redis', ['redis:7.2-alpine', 'redis:7.4-alpine'], 6379, {
      program: redis(cached),
      readyAfterMs: 500,
    }),
    beside('prometheus', ['prom-prometheus:2.52.0', 'prom-prometheus:2.53.1'], 9090, { program: watcher }),
    beside('grafana', ['grafana:11.0.0', 'grafana:11.1.0'], 3000, { program: watcher }),
  ],
  services: [
    { name: 'photonic-foundry', deployment: 'photonic-foundry', port: 8000 },
    { name: 'jupyter', deployment: 'jupyter', port: 8888 },
    { name: 'postgres', deployment: 'postgres', port: 5432 },
    { name: 'redis', deployment: 'redis', port: 6379 },
    { name: 'prometheus', deployment: 'prometheus', port: 9090 },
    { name: 'grafana', deployment: 'grafana', port: 3000 },
  ],
  autoscalers: [],
}
