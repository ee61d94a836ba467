import type { Kubelet } from '../controllers/kubelet.ts'
import { timestamp } from '../object.ts'
import type { Store } from '../store.ts'
import { plantDeployment } from './plant-deployment.ts'
import type { ServiceSeed } from './seed.ts'

const day = 86_400_000
const deployer = { manager: 'deploy-pipeline' }
const controller = { manager: 'kube-controller-manager' }
const nodes = ['node-0', 'node-1', 'node-2']

/** The cluster before anything is deployed to it. */
export function plantNodes(store: Store): void {
  const now = store.clock.now()
  for (const [index, name] of nodes.entries())
    store.create(
      'nodes',
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name,
          creationTimestamp: timestamp(now - 120 * day),
          labels: { 'kubernetes.io/hostname': name },
        },
        spec: {},
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              reason: 'KubeletReady',
              message: 'kubelet is posting ready status',
              lastHeartbeatTime: timestamp(now),
              lastTransitionTime: timestamp(now - 120 * day),
            },
          ],
          addresses: [{ type: 'InternalIP', address: `10.1.0.${10 + index}` }],
          capacity: { cpu: '16', memory: '65536Mi', pods: '110' },
          allocatable: { cpu: '16', memory: '65536Mi', pods: '110' },
          nodeInfo: {
            kubeletVersion: 'v1.32.0',
            osImage: 'Practice',
            containerRuntimeVersion: 'practice://1',
          },
        },
      },
      controller,
    )
  for (const name of ['default', 'kube-system']) plantNamespace(store, name, 120)
}

function plantNamespace(store: Store, name: string, daysAgo: number): void {
  if (store.get('namespaces', undefined, name)) return
  const labels = { 'kubernetes.io/metadata.name': name }
  store.create(
    'namespaces',
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, creationTimestamp: timestamp(store.clock.now() - daysAgo * day) },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    deployer,
  )
}

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
  for (const [index, { name, selector, port }] of seed.services.entries())
    simple('services', 'v1', 'Service', name, {
      spec: {
        type: 'ClusterIP',
        clusterIP: `10.96.0.${20 + index}`,
        selector,
        ports: [{ port, protocol: 'TCP', targetPort: port }],
      },
      status: { loadBalancer: {} },
    })
  for (const deployment of seed.deployments) plantDeployment(store, kubelet, namespace, deployment)
  for (const { name, deployment, min, max, cpu } of seed.autoscalers) {
    const current = seed.deployments.find((one) => one.name === deployment)?.replicas ?? 0
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
