import { z } from 'zod'
import type { Cluster } from '../app/ports/cluster.ts'
import { readOne } from './ask.ts'
import { readAutoscaler, setAutoscaling } from './autoscalers.ts'
import { restartDeployment, scaleDeployment, setResources } from './changes.ts'
import { listEvents } from './cluster-events.ts'
import { readConfigMap, setConfig } from './config-maps.ts'
import { type Connection, openConnection, until } from './connection.ts'
import { listDeployments, readDeployment } from './deployments.ts'
import { listDisruptionBudgets } from './disruption-budgets.ts'
import { execInPod } from './exec.ts'
import { readLogs } from './logs.ts'
import type { ClusterOptions } from './options.ts'
import { deletePod, listPods } from './pods.ts'
import { listRevisions } from './revisions.ts'
import { reviewRights } from './rights.ts'
import { roleYaml } from './role-text.ts'
import { rollBackDeployment } from './roll-back.ts'
import { rolloutStatus } from './rollout-status.ts'

export type KubernetesCluster = Cluster & {
  /** Git version of the API server, as `v1.32.0`. Throws when it cannot be asked. */
  version(): Promise<string>
  close(): Promise<void>
}

const versionShape = z.looseObject({ gitVersion: z.string() })

/** Connects to nothing yet: a cluster that is down is `Unavailable` at the first question, not at the start. */
export function connectKubernetes(options: ClusterOptions): KubernetesCluster {
  const connection = openConnection(options)
  return {
    ...operations(connection, reviewRights()),
    async version() {
      const call = {
        method: 'GET',
        changes: false,
        verb: 'get',
        resource: 'version',
        group: '',
        namespace: '',
        path: '/version',
      } as const
      return (await readOne(connection, call, versionShape))?.gitVersion ?? 'unknown'
    },
    close: () => connection.close(),
  }
}

function operations(connection: Connection, rightsMissing: ReturnType<typeof reviewRights>): Cluster {
  return {
    until: (signal) => operations(until(connection, signal), rightsMissing),
    deployment: (target) => readDeployment(connection, target),
    deployments: (namespace) => listDeployments(connection, namespace),
    revisions: (target) => listRevisions(connection, target),
    pods: (namespace, selector) => listPods(connection, namespace, selector),
    configMap: (target) => readConfigMap(connection, target),
    autoscaler: (target) => readAutoscaler(connection, target),
    logs: (query) => readLogs(connection, query),
    exec: (query) => execInPod(connection, query),
    scale: (target, change) => scaleDeployment(connection, target, change),
    rollBack: (target, change) => rollBackDeployment(connection, target, change),
    restart: (target, change) => restartDeployment(connection, target, change),
    setAutoscaling: (target, change) => setAutoscaling(connection, target, change),
    setResources: (target, change) => setResources(connection, target, change),
    deletePod: (target, change) => deletePod(connection, target, change),
    disruptionBudgets: (namespace, labels) => listDisruptionBudgets(connection, namespace, labels),
    events: (target, kind) => listEvents(connection, target, kind),
    rightsMissing: (namespace, rights) => rightsMissing(connection, namespace, rights),
    setConfig: (target, change) => setConfig(connection, target, change),
    roleFor: (namespace, rights) => roleYaml('muster', namespace, rights),
    async rollout(target) {
      const found = await readDeployment(connection, target)
      return found
        ? rolloutStatus(found)
        : { done: false, failed: true, says: `there is no deployment ${target.name}` }
    },
  }
}
