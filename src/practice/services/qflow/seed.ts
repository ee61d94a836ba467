import { released, single } from '../../cluster/seeds/deployments.ts'
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

export const workingRelease = released('qflow', '3.2.1', 'faster validation', 9)

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
        released('qflow', '3.1.4', 'sandbox limits', 52),
        released('qflow', '3.2.0', 'DAO subnets', 24),
        workingRelease,
      ],
      runs: { program: engine },
    },
    single({
      name: 'qflow-ipfs',
      labels: { app: 'qflow-ipfs' },
      container: 'ipfs',
      port: 5001,
      revisions: [
        { image: 'kubo:0.28.0', cause: 'Kubo 0.28.0', daysAgo: 75 },
        { image: 'kubo:0.29.0', cause: 'Kubo 0.29.0', daysAgo: 31 },
      ],
      runs: { program: storage },
    }),
  ],
  services: [
    { name: 'qflow-service', deployment: 'qflow', port: 80 },
    { name: 'qflow-ipfs', deployment: 'qflow-ipfs', port: 5001 },
  ],
  autoscalers: [],
  images: { [brokenImage]: { program: engine } },
}
