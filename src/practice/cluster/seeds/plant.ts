import type { Kubelet } from '../controllers/kubelet.ts'
import { timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { plantNamespace } from './plant-cluster.ts'
import { plantDeployment } from './plant-deployment.ts'
import type { ServiceSeed } from './seed.ts'

const day = 86_400_000
const deployer = { manager: 'deploy-pipeline' }

/** Puts a service into the store as if it had been running for weeks. */
export function plant(store: Store, kubelet: Kubelet, seed: ServiceSeed): void {
  const { namespace } = seed
  const born = timestamp(store.clock.now() - 90 * day)
  plantNamespace(store, namespace, 90)
  const simple = (
    resource: string,
    apiVersion: string,
    kind: string,
    name: string,
    rest: Record<string, unknown>,
  ) =>
    store.create(
      resource,
      { apiVersion, kind, metadata: { name, namespace, creationTimestamp: born }, ...rest },
      deployer,
    )
  for (const { name, data } of seed.configMaps) simple('configmaps', 'v1', 'ConfigMap', name, { data })
  const deploymentOf = (name: string) => seed.deployments.find((one) => one.name === name)
  for (const [index, { name, deployment, port }] of seed.services.entries())
    simple('services', 'v1', 'Service', name, {
      spec: {
        type: 'ClusterIP',
        clusterIP: `10.96.0.${20 + index}`,
        selector: deploymentOf(deployment)?.labels,
        ports: [{ port, protocol: 'TCP', targetPort: port }],
      },
      status: { loadBalancer: {} },
    })
  for (const deployment of seed.deployments) plantDeployment(store, kubelet, namespace, deployment)
  for (const { name, deployment, min, max, cpu } of seed.autoscalers) {
    const current = deploymentOf(deployment)?.replicas ?? 0
    simple('horizontalpodautoscalers', 'autoscaling/v2', 'HorizontalPodAutoscaler', name, {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: deployment, apiVersion: 'apps/v1' },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } },
          },
        ],
      },
      status: { currentReplicas: current, desiredReplicas: current, currentMetrics: null },
    })
  }
}
