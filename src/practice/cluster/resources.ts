/** What the cluster serves, as discovery tells it. */
export type ResourceKind = {
  plural: string
  kind: string
  /** Empty for the core group. */
  group: string
  /** The first is the one stored. */
  versions: string[]
  namespaced: boolean
  shortNames?: string[]
  categories?: string[]
  subresources?: { name: string; kind: string; verbs: string[]; group?: string; version?: string }[]
  /** Only asked, never stored: access reviews. */
  createOnly?: boolean
}

const all = ['all']
const status = (kind: string) => ({ name: 'status', kind, verbs: ['get', 'patch', 'update'] })
const scale = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: ['get', 'patch', 'update'],
}

const core = (plural: string, kind: string, more: Partial<ResourceKind> = {}): ResourceKind => ({
  plural,
  kind,
  group: '',
  versions: ['v1'],
  namespaced: true,
  ...more,
})

const grouped = (group: string, plural: string, kind: string, more: Partial<ResourceKind> = {}) =>
  core(plural, kind, { group, ...more })

export const resourceKinds: ResourceKind[] = [
  core('configmaps', 'ConfigMap', { shortNames: ['cm'] }),
  core('events', 'Event', { shortNames: ['ev'] }),
  core('namespaces', 'Namespace', {
    namespaced: false,
    shortNames: ['ns'],
    subresources: [status('Namespace')],
  }),
  core('nodes', 'Node', { namespaced: false, shortNames: ['no'], subresources: [status('Node')] }),
  core('pods', 'Pod', {
    shortNames: ['po'],
    categories: all,
    subresources: [
      { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      status('Pod'),
    ],
  }),
  core('secrets', 'Secret'),
  core('services', 'Service', { shortNames: ['svc'], categories: all, subresources: [status('Service')] }),
  grouped('apps', 'deployments', 'Deployment', {
    shortNames: ['deploy'],
    categories: all,
    subresources: [scale, status('Deployment')],
  }),
  grouped('apps', 'replicasets', 'ReplicaSet', {
    shortNames: ['rs'],
    categories: all,
    subresources: [scale, status('ReplicaSet')],
  }),
  grouped('autoscaling', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
    versions: ['v2', 'v1'],
    shortNames: ['hpa'],
    categories: all,
    subresources: [status('HorizontalPodAutoscaler')],
  }),
  grouped('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', {
    namespaced: false,
    createOnly: true,
  }),
  grouped('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', {
    namespaced: false,
    createOnly: true,
  }),
  grouped('batch', 'cronjobs', 'CronJob', { shortNames: ['cj'], categories: all }),
  grouped('batch', 'jobs', 'Job', { categories: all }),
  grouped('coordination.k8s.io', 'leases', 'Lease'),
  grouped('discovery.k8s.io', 'endpointslices', 'EndpointSlice'),
  grouped('networking.k8s.io', 'ingresses', 'Ingress', { shortNames: ['ing'] }),
  grouped('networking.k8s.io', 'networkpolicies', 'NetworkPolicy', { shortNames: ['netpol'] }),
]

export const apiVersionOf = (group: string, version: string): string =>
  group ? `${group}/${version}` : version

/** `deployments.apps`, or `pods` in the core group: how messages name a resource. */
export const qualified = (kind: ResourceKind): string =>
  kind.group ? `${kind.plural}.${kind.group}` : kind.plural

export const findKind = (group: string, version: string, plural: string): ResourceKind | undefined =>
  resourceKinds.find(
    (kind) => kind.group === group && kind.plural === plural && kind.versions.includes(version),
  )
