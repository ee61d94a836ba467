import type { KubeObject } from '../object.ts'
import { fieldAt, timestamp } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { World } from '../world.ts'
import type { Measured } from './usage.ts'
import { lastScrape, podUsage, scrapeEveryMs } from './usage.ts'

/** What a node needs for itself: the system, its kubelet, the container runtime. */
const ofSystem = { cpuMillis: 180, memoryMiB: 1450 }

/** As a metrics server writes them: nanocores and Kibibytes. */
const quantities = ({ cpuMillis, memoryMiB }: Omit<Measured, 'name'>) => ({
  cpu: `${Math.round(cpuMillis * 1_000_000)}n`,
  memory: `${Math.round(memoryMiB * 1024)}Ki`,
})

const frame = (world: World, kind: string, name: string) => ({
  kind,
  apiVersion: 'metrics.k8s.io/v1beta1',
  metadata: {
    name,
    uid: '',
    resourceVersion: '',
    creationTimestamp: timestamp(world.clock.now()),
  },
  timestamp: timestamp(lastScrape(world.clock.now())),
  window: `${(scrapeEveryMs / 1000 + chance(900, name) / 1000).toFixed(3)}s`,
})

export function podMetrics(world: World, namespace?: string): KubeObject[] {
  return world.store.list('pods', namespace).flatMap(({ metadata }) => {
    const used = podUsage(world, metadata.uid)
    if (!used) return []
    const object = frame(world, 'PodMetrics', metadata.name)
    const { labels, namespace } = metadata
    return {
      ...object,
      metadata: { ...object.metadata, ...(namespace ? { namespace } : {}), ...(labels ? { labels } : {}) },
      containers: used.map(({ name, ...usage }) => ({ name, usage: quantities(usage) })),
    }
  })
}

export function nodeMetrics(world: World): KubeObject[] {
  const pods = world.store.list('pods')
  return world.store.list('nodes').map(({ metadata: { name, labels } }) => {
    const used = pods
      .filter((pod) => fieldAt(pod, 'spec.nodeName') === name)
      .flatMap((pod) => podUsage(world, pod.metadata.uid) ?? [])
    const sum = (count: (one: Omit<Measured, 'name'>) => number) =>
      used.reduce((total, one) => total + count(one), count(ofSystem))
    const object = frame(world, 'NodeMetrics', name)
    const usage = { cpuMillis: sum((one) => one.cpuMillis), memoryMiB: sum((one) => one.memoryMiB) }
    return {
      ...object,
      metadata: { ...object.metadata, ...(labels ? { labels } : {}) },
      usage: quantities(usage),
    }
  })
}
