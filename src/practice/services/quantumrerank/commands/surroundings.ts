import { z } from 'zod'
import { autoscaler } from '../../../cluster/kinds/autoscaler.ts'
import { isReady } from '../../../cluster/kinds/pod.ts'
import type { World } from '../../../cluster/world.ts'
import {
  apiPods,
  cpuRatio,
  deployment,
  isReachable,
  memoryRatio,
  namespace,
  service,
} from '../programs/state.ts'
import { podsOf } from './describe.ts'

const addresses = (world: World, app: string, port: number): string =>
  podsOf(world, app)
    .filter(isReady)
    .map(({ status }) => `${status.podIP ?? '10.244.0.9'}:${port}`)
    .join(',') || '<none>'

const behindService = (world: World): string =>
  isReachable(world) ? addresses(world, deployment, 8000) : '<none>'

export const listEndpoints = (world: World): string[] => [
  `${service}   ${behindService(world)}   90d`,
  `redis                    ${addresses(world, 'redis', 6379)}   90d`,
]

export const describeIngress = (world: World): string[] => [
  'Name:             quantum-rerank-ingress',
  'Namespace:        quantum-rerank',
  'TLS:',
  '  quantum-rerank-tls terminates api.quantumrerank.com',
  'Rules:',
  '  Host                    Path  Backends',
  '  api.quantumrerank.com',
  `                          /   ${service}:8000 (${behindService(world)})`,
]

export const listAll = (world: World): string[] => [
  ...podsOf(world).map((one) => `pod/${one.metadata.name}   ${one.status.phase ?? 'Pending'}`),
  ...world.store
    .list('services', namespace)
    .map(({ metadata }) => `service/${metadata.name}   ClusterIP   <none>   90d`),
  ...world.store
    .list('deployments', namespace)
    .map(
      ({ metadata }) =>
        `deployment.apps/${metadata.name}   ${world.ready(namespace, metadata.name).now} ready`,
    ),
]

export const listVolumes = (): string[] => [
  'persistentvolume/pvc-5b1c         8Gi   RWO   Delete   Bound   quantum-rerank/redis-data   90d',
  'persistentvolumeclaim/redis-data  Bound   pvc-5b1c   8Gi   RWO   standard   90d',
]

/** The repository's target of memory, which the cluster is planted without. */
const plantedMemoryTarget = 80

const percent = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)) * 100)

export const listAutoscalers = (world: World): string[] =>
  world.store.list('horizontalpodautoscalers', namespace).map((found) => {
    const { metadata, spec } = autoscaler.parse(found)
    const target = (name: string) =>
      spec.metrics?.find(({ resource }) => resource?.name === name)?.resource?.target.averageUtilization
    const now = world.clock.now()
    const pods = apiPods(world, now)
    const cpu = `cpu: ${percent(pods.map((one) => cpuRatio(one, world, now)))}%/${target('cpu') ?? '?'}%`
    const memory = `memory: ${percent(pods.map((one) => memoryRatio(one, world, now)))}%/${target('memory') ?? plantedMemoryTarget}%`
    const bounds = `${spec.minReplicas}   ${spec.maxReplicas}   ${pods.length}`
    return `${metadata.name}   Deployment/${deployment}   ${cpu}, ${memory}   ${bounds}   90d`
  })

const patch = z.object({
  spec: z.object({ metrics: z.array(z.unknown()), behavior: z.record(z.string(), z.unknown()) }),
})

/** What `kubectl patch hpa` does with targets and waiting times. */
export function patchAutoscaler(world: World, body: string, isTrial: boolean): string[] {
  const name = 'quantum-rerank-hpa'
  const found = world.store.get('horizontalpodautoscalers', namespace, name)
  if (!found)
    throw new Error(`Error from server (NotFound): horizontalpodautoscalers.autoscaling "${name}" not found`)
  const { spec } = patch.parse(JSON.parse(body))
  const changed = { ...found, spec: { ...autoscaler.parse(found).spec, ...spec } }
  if (!isTrial) world.store.update('horizontalpodautoscalers', changed, { manager: 'kubectl-patch' })
  return [`horizontalpodautoscaler.autoscaling/${name} patched`]
}
