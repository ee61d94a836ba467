import { clusterWide, ofGroup, status } from './kind.ts'

const networking = ofGroup('networking.k8s.io')
const storage = ofGroup('storage.k8s.io')

export const eventKinds = [ofGroup('events.k8s.io')('events', 'Event', { shortNames: ['ev'] })]

export const networkingKinds = [
  networking('ingressclasses', 'IngressClass', clusterWide),
  networking('ingresses', 'Ingress', { shortNames: ['ing'], subresources: [status('Ingress')] }),
  networking('networkpolicies', 'NetworkPolicy', {
    shortNames: ['netpol'],
    subresources: [status('NetworkPolicy')],
  }),
]

export const policyKinds = [
  ofGroup('policy')('poddisruptionbudgets', 'PodDisruptionBudget', {
    shortNames: ['pdb'],
    subresources: [status('PodDisruptionBudget')],
  }),
]

export const storageKinds = [
  storage('csidrivers', 'CSIDriver', clusterWide),
  storage('csinodes', 'CSINode', clusterWide),
  storage('csistoragecapacities', 'CSIStorageCapacity', { versions: ['v1', 'v1beta1'] }),
  storage('storageclasses', 'StorageClass', { ...clusterWide, shortNames: ['sc'] }),
  storage('volumeattachments', 'VolumeAttachment', {
    ...clusterWide,
    subresources: [status('VolumeAttachment')],
  }),
]

export const schedulingKinds = [
  ofGroup('scheduling.k8s.io')('priorityclasses', 'PriorityClass', { ...clusterWide, shortNames: ['pc'] }),
]

export const coordinationKinds = [ofGroup('coordination.k8s.io')('leases', 'Lease')]
export const nodeKinds = [ofGroup('node.k8s.io')('runtimeclasses', 'RuntimeClass', clusterWide)]
export const discoveryKinds = [ofGroup('discovery.k8s.io')('endpointslices', 'EndpointSlice')]
