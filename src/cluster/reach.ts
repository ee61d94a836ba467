import type { Cluster } from '../app/ports/cluster.ts'
import { Unavailable } from '../app/ports/failures.ts'
import type { Config } from '../config.ts'
import { connectKubernetes } from './kubernetes.ts'

type Log = { debug(fields: object, message: string): void }

/** The cluster the settings name; where they name none, everything asked of it says so. */
export function reachCluster(config: Config['cluster'], log: Log): Cluster & { close(): Promise<void> } {
  const common = { requestTimeoutMs: 8_000, log }
  switch (config.from) {
    case 'kubeconfig':
      return connectKubernetes({
        ...common,
        kubeconfig: config.path,
        ...(config.context && { context: config.context }),
      })
    case 'in-cluster':
      return connectKubernetes({ ...common, inCluster: true })
    default:
      return nowhere()
  }
}

function nowhere(): Cluster & { close(): Promise<void> } {
  const none = async (): Promise<never> => {
    throw new Unavailable('Muster is connected to no cluster: set KUBECONFIG and start it again', {
      uncertain: false,
    })
  }
  const nothing: Cluster = {
    until: () => nothing,
    deployment: none,
    autoscaler: none,
    deployments: none,
    revisions: none,
    pods: none,
    configMap: none,
    logs: none,
    exec: none,
    scale: none,
    rollBack: none,
    restart: none,
    setAutoscaling: none,
    setResources: none,
    deletePod: none,
    disruptionBudgets: none,
    events: none,
    rightsMissing: none,
    roleFor: () => '',
    setConfig: none,
    rollout: none,
  }
  return { ...nothing, close: async () => {} }
}
