import { redis } from '../../cluster/programs/redis/redis.ts'
import type { DeploymentSeed, ServiceSeed } from '../../cluster/seeds/seed.ts'
import { app } from './programs/app.ts'
import { jupyter, watcher } from './programs/pages.ts'
import { namespace } from './programs/state.ts'
import { cached, postgres } from './programs/stores.ts'

const label = 'photonic-foundry'

/** One pod of an image that has not changed for weeks. */
const single = (
  name: string,
  images: [string, string],
  port: number,
  configMap?: string,
): DeploymentSeed => ({
  name,
  labels: { app: label, component: name },
  container: { name, ports: [port], ...(configMap && { configMap }) },
  replicas: 1,
  revisions: [
    { image: images[0], cause: `First ${images[0]}`, daysAgo: 88 },
    { image: images[1], cause: `Base image ${images[1]}`, daysAgo: 12 },
  ],
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
        { image: 'photonic-foundry:1.3.0', cause: 'Release 1.3.0: ring resonators', daysAgo: 61 },
        { image: 'photonic-foundry:1.4.0', cause: 'Release 1.4.0: thermal drift', daysAgo: 20 },
        { image: 'photonic-foundry:1.4.1', cause: 'Release 1.4.1: Verilog export', daysAgo: 6 },
      ],
    },
    single('jupyter', ['jupyter:4.1', 'jupyter:4.2'], 8888, 'foundry-config'),
    single('postgres', ['postgres:15.6-alpine', 'postgres:15.8-alpine'], 5432),
    single('redis', ['redis:7.2-alpine', 'redis:7.4-alpine'], 6379),
    single('prometheus', ['prom-prometheus:2.52.0', 'prom-prometheus:2.53.1'], 9090),
    single('grafana', ['grafana:11.0.0', 'grafana:11.1.0'], 3000),
  ],
  services: [
    { name: 'photonic-foundry', selector: { app: label, component: 'app' }, port: 8000 },
    { name: 'jupyter', selector: { app: label, component: 'jupyter' }, port: 8888 },
    { name: 'postgres', selector: { app: label, component: 'postgres' }, port: 5432 },
    { name: 'redis', selector: { app: label, component: 'redis' }, port: 6379 },
    { name: 'prometheus', selector: { app: label, component: 'prometheus' }, port: 9090 },
    { name: 'grafana', selector: { app: label, component: 'grafana' }, port: 3000 },
  ],
  autoscalers: [],
  images: {
    'photonic-foundry:1.3.0': { program: app },
    'photonic-foundry:1.4.0': { program: app },
    'photonic-foundry:1.4.1': { program: app },
    'jupyter:4.1': { program: jupyter },
    'jupyter:4.2': { program: jupyter },
    'postgres:15.6-alpine': { program: postgres },
    'postgres:15.8-alpine': { program: postgres },
    'redis:7.2-alpine': { program: redis(cached), readyAfterMs: 500 },
    'redis:7.4-alpine': { program: redis(cached), readyAfterMs: 500 },
    'prom-prometheus:2.52.0': { program: watcher },
    'prom-prometheus:2.53.1': { program: watcher },
    'grafana:11.0.0': { program: watcher },
    'grafana:11.1.0': { program: watcher },
  },
}
