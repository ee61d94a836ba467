import { timestamp } from '../object.ts'
import { chance } from '../programs/line.ts'
import type { Store } from '../store.ts'

const day = 86_400_000
const names = ['node-0', 'node-1', 'node-2']
const kubelet = { manager: 'kubelet' }
const size = { cpu: '16', 'ephemeral-storage': '101430960Ki', memory: '65536Mi', pods: '110' }

/** Three equal nodes, up for months, each with the lease by which it is known to be alive. */
export function plantNodes(store: Store): void {
  const now = store.clock.now()
  const creationTimestamp = timestamp(now - 120 * day)
  for (const [index, name] of names.entries()) {
    const node = store.create(
      'nodes',
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name,
          creationTimestamp,
          labels: {
            'kubernetes.io/arch': 'amd64',
            'kubernetes.io/hostname': name,
            'kubernetes.io/os': 'linux',
          },
        },
        spec: { podCIDR: `10.0.${index}.0/24`, podCIDRs: [`10.0.${index}.0/24`] },
        status: {
          addresses: [
            { type: 'InternalIP', address: `10.1.0.${10 + index}` },
            { type: 'Hostname', address: name },
          ],
          allocatable: size,
          capacity: size,
          conditions: conditions(now),
          daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
          nodeInfo: {
            architecture: 'amd64',
            bootID: identifier('boot', name),
            containerRuntimeVersion: 'practice://1',
            kernelVersion: '6.12.0',
            kubeProxyVersion: 'v1.32.0',
            kubeletVersion: 'v1.32.0',
            machineID: identifier('machine', name).replaceAll('-', ''),
            operatingSystem: 'linux',
            osImage: 'Practice',
            systemUUID: identifier('system', name),
          },
        },
      },
      kubelet,
    )
    store.create(
      'leases',
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: {
          name,
          namespace: 'kube-node-lease',
          creationTimestamp,
          ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }],
        },
        spec: {
          holderIdentity: name,
          leaseDurationSeconds: 40,
          renewTime: new Date(now).toISOString().replace('Z', '000Z'),
        },
      },
      kubelet,
    )
  }
}

function conditions(now: number) {
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    lastHeartbeatTime: timestamp(now),
    lastTransitionTime: timestamp(now - 120 * day),
    reason,
    message,
  })
  return [
    condition(
      'MemoryPressure',
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ]
}

/** The same on every start, as a machine's own identifiers are. */
function identifier(...words: string[]): string {
  const digits = (count: number, nth: number) =>
    chance(16 ** count, ...words, nth)
      .toString(16)
      .padStart(count, '0')
  return [digits(8, 0), digits(4, 1), digits(4, 2), digits(4, 3), digits(6, 4) + digits(6, 5)].join('-')
}
