import { metricsRegistration } from '../api/aggregation.ts'
import { timestamp } from '../object.ts'
import { metricsGroup } from '../resources/extensions.ts'
import { apiVersionOf, resourceKinds } from '../resources.ts'
import type { Draft, Store } from '../store.ts'
import { plantNodes } from './plant-nodes.ts'

const day = 86_400_000
const installer = { manager: 'kube-apiserver' }
const controller = { manager: 'kube-controller-manager' }

/** The cluster before anything is deployed to it. */
export function plantCluster(store: Store): void {
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system'])
    plantNamespace(store, name, 120)
  plantNodes(store)
  plantPriorities(store)
  plantRegistrations(store)
}

export function plantNamespace(store: Store, name: string, daysAgo: number): void {
  if (store.get('namespaces', undefined, name)) return
  const creationTimestamp = timestamp(store.clock.now() - daysAgo * day)
  const labels = { 'kubernetes.io/metadata.name': name }
  store.create(
    'namespaces',
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, creationTimestamp },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    installer,
  )
  store.create(
    'serviceaccounts',
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name, creationTimestamp },
    },
    controller,
  )
}

function plantPriorities(store: Store): void {
  for (const [name, value] of [
    ['system-cluster-critical', 2_000_000_000],
    ['system-node-critical', 2_000_001_000],
  ] as const)
    plantWide(store, 'priorityclasses', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value,
      preemptionPolicy: 'PreemptLowerPriority',
    })
}

/** Each group and version is registered: our own as `Local`, the metrics server's behind its service. */
function plantRegistrations(store: Store): void {
  const served = new Map(
    resourceKinds.flatMap(({ group, versions }) =>
      versions.map((version) => [apiVersionOf(group, version), { group, version }] as const),
    ),
  )
  for (const { group, version } of served.values()) {
    const name = `${version}.${group}`
    const outside = group === metricsGroup
    const reason = outside ? 'Passed' : 'Local'
    const message = outside ? 'all checks passed' : 'Local APIServices are always available'
    plantWide(store, 'apiservices', {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: outside ? metricsRegistration : name },
      spec: {
        ...(outside ? { service: { namespace: 'kube-system', name: 'metrics-server', port: 443 } } : {}),
        ...(group ? { group } : {}),
        version,
        groupPriorityMinimum: outside ? 100 : 17_000,
        versionPriority: outside ? 100 : 15,
      },
      status: {
        conditions: [
          {
            type: 'Available',
            status: 'True',
            lastTransitionTime: timestamp(store.clock.now() - 120 * day),
            reason,
            message,
          },
        ],
      },
    })
  }
}

function plantWide(store: Store, resource: string, draft: Draft): void {
  const creationTimestamp = timestamp(store.clock.now() - 120 * day)
  store.create(resource, { ...draft, metadata: { ...draft.metadata, creationTimestamp } }, installer)
}
