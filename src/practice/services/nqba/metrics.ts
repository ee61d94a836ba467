import { deployment } from '../../cluster/kinds/deployment.ts'
import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import { clusterSamples } from './metrics/cluster.ts'
import { incidentFigures } from './metrics/incidents.ts'
import {
  cacheStale,
  dynexDown,
  isApiOverloaded,
  modeOf,
  namespace,
  queueDepth,
  workers,
} from './programs/state.ts'

const nqba = (name: string, value: number): Sample => ({ labels: { __name__: name, service: 'nqba' }, value })

/**
 * What a Prometheus that watches NQBA holds at a time, from the same state as its pages and logs. Workers that are
 * gone are forgotten with all that they did.
 */
export const samplesAt = (world: World, at: number): Sample[] => [
  nqba('dynex_up', world.condition(dynexDown).at(at) ? 0 : 1),
  ...quantumRates(world, at),
  nqba('nqba_http_error_rate', errorRate(world, at)),
  nqba('nqba_stale_answer_rate', world.condition(cacheStale).at(at) ? 0.5 : 0),
  ...Object.entries(incidentFigures(world, at)).map(([name, value]) => nqba(name, value)),
  ...clusterSamples(world),
  ...replicas(world, at),
]

/** Shares of 1, and the queue; nothing while no worker runs that could tell. */
function quantumRates(world: World, at: number): Sample[] {
  const modes = workers(world)
    .filter(({ startedAt }) => startedAt <= at)
    .map((worker) => modeOf(worker, world, at))
  if (modes.length === 0) return []
  const share = (mode: string) => modes.filter((one) => one === mode).length / modes.length
  return [
    nqba('quantum_success_rate', share('quantum')),
    nqba('quantum_fallback_rate', share('fallback')),
    nqba('quantum_failure_rate', share('failing')),
    nqba('nqba_queue_depth', queueDepth(world, at, modes.includes('failing') ? 'failing' : 'quantum')),
  ]
}

/** Two of three requests are turned away by an API that is too small, and all where no pod is ready. */
function errorRate(world: World, at: number): number {
  if (world.ready(namespace, 'nqba-api').at(at) === 0) return 1
  return isApiOverloaded(world, at) ? 2 / 3 : 0
}

/** As kube-state-metrics names it. */
const replicas = (world: World, at: number): Sample[] =>
  world.store.list('deployments').map((object) => {
    const { metadata } = deployment.parse(object)
    const [inNamespace, name] = [metadata.namespace ?? '', metadata.name]
    return {
      labels: {
        __name__: 'kube_deployment_status_replicas_ready',
        namespace: inNamespace,
        deployment: name,
      },
      value: world.ready(inNamespace, name).at(at),
    }
  })
