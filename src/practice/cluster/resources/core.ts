import { all, clusterWide, ofGroup, scale, status } from './kind.ts'

const core = ofGroup('')

/**
 * The core group. What a real server has besides are doors to a network that practice has not: `attach`,
 * `portforward` and `proxy`; and `serviceaccounts/token`.
 */
export const coreKinds = [
  core('bindings', 'Binding', { createOnly: true }),
  core('componentstatuses', 'ComponentStatus', {
    ...clusterWide,
    computed: true,
    verbs: ['get', 'list'],
    shortNames: ['cs'],
  }),
  core('configmaps', 'ConfigMap', { shortNames: ['cm'] }),
  core('endpoints', 'Endpoints', { shortNames: ['ep'] }),
  core('events', 'Event', { shortNames: ['ev'] }),
  core('limitranges', 'LimitRange', { shortNames: ['limits'] }),
  core('namespaces', 'Namespace', {
    ...clusterWide,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    shortNames: ['ns'],
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, status('Namespace')],
  }),
  core('nodes', 'Node', { ...clusterWide, shortNames: ['no'], subresources: [status('Node')] }),
  core('persistentvolumeclaims', 'PersistentVolumeClaim', {
    shortNames: ['pvc'],
    subresources: [status('PersistentVolumeClaim')],
  }),
  core('persistentvolumes', 'PersistentVolume', {
    ...clusterWide,
    shortNames: ['pv'],
    subresources: [status('PersistentVolume')],
  }),
  core('pods', 'Pod', {
    shortNames: ['po'],
    categories: all,
    subresources: [
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
      { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
      { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      status('Pod'),
    ],
  }),
  core('podtemplates', 'PodTemplate'),
  core('replicationcontrollers', 'ReplicationController', {
    shortNames: ['rc'],
    categories: all,
    subresources: [scale, status('ReplicationController')],
  }),
  core('resourcequotas', 'ResourceQuota', {
    shortNames: ['quota'],
    subresources: [status('ResourceQuota')],
  }),
  core('secrets', 'Secret'),
  core('serviceaccounts', 'ServiceAccount', { shortNames: ['sa'] }),
  core('services', 'Service', { shortNames: ['svc'], categories: all, subresources: [status('Service')] }),
]
