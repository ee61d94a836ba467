import type { ServiceSeed } from '../../cluster/seeds/seed.ts'
import { engine } from './programs/engine.ts'
import { brokenImage, namespace, settingsMap } from './programs/state.ts'
import { storage } from './programs/storage.ts'

/** The settings as they should be: what every backup of them holds. */
export const goodSettings = {
  'engine.maxConcurrentFlows': '50',
  'engine.maxMemoryMB': '4096',
  'nodeSelection.preferLowLatency': 'false',
  'sandbox.maxCpuTime': '20000',
  'sandbox.maxMemoryMB': '256',
}

export const workingImage = 'qflow:3.2.1'

/** Qflow: its engine, and the IPFS node that keeps its data. */
export const qflowSeed: ServiceSeed = {
  namespace,
  configMaps: [{ name: settingsMap, data: goodSettings }],
  deployments: [
    {
      name: 'qflow',
      labels: { app: 'qflow' },
      container: {
        name: 'qflow',
        configMap: settingsMap,
        ports: [8080, 9090],
        resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
      },
      replicas: 3,
      maxSurge: 1,
      maxUnavailable: 1,
      revisions: [
        { image: 'qflow:3.1.4', cause: 'Release 3.1.4: sandbox limits', daysAgo: 52 },
        { image: 'qflow:3.2.0', cause: 'Release 3.2.0: DAO subnets', daysAgo: 24 },
        { image: workingImage, cause: 'Release 3.2.1: faster validation', daysAgo: 9 },
      ],
    },
    {
      name: 'qflow-ipfs',
      labels: { app: 'qflow-ipfs' },
      container: { name: 'ipfs', ports: [5001] },
      replicas: 1,
      revisions: [
        { image: 'kubo:0.28.0', cause: 'Kubo 0.28.0', daysAgo: 75 },
        { image: 'kubo:0.29.0', cause: 'Kubo 0.29.0', daysAgo: 31 },
      ],
    },
  ],
  services: [
    { name: 'qflow-service', selector: { app: 'qflow' }, port: 80 },
    { name: 'qflow-ipfs', selector: { app: 'qflow-ipfs' }, port: 5001 },
  ],
  autoscalers: [],
  images: {
    'qflow:3.1.4': { program: engine },
    'qflow:3.2.0': { program: engine },
    [workingImage]: { program: engine },
    [brokenImage]: { program: engine },
    'kubo:0.28.0': { program: storage },
    'kubo:0.29.0': { program: storage },
  },
}
