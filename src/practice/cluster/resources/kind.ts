import type { Verb } from '../api/request.ts'

/** What the cluster serves, as discovery tells it. */
export type ResourceKind = {
  plural: string
  kind: string
  /** Empty for the core group. */
  group: string
  /** The first is the one stored. */
  versions: string[]
  namespaced: boolean
  /** Everything, when absent. */
  verbs?: Verb[]
  shortNames?: string[]
  categories?: string[]
  subresources?: Subresource[]
  /** Only asked, never stored: access reviews. */
  createOnly?: boolean
  /** Worked out when read, never stored: metrics. */
  computed?: boolean
}

export type Subresource = { name: string; kind: string; verbs: string[]; group?: string; version?: string }

export type More = Omit<Partial<ResourceKind>, 'plural' | 'kind' | 'group'>

/** A resource of a group whose first version is `v1`, unless told otherwise. */
export const resource = (group: string, plural: string, kind: string, more: More = {}): ResourceKind => ({
  plural,
  kind,
  group,
  versions: ['v1'],
  namespaced: true,
  ...more,
})

export const ofGroup = (group: string) => (plural: string, kind: string, more?: More) =>
  resource(group, plural, kind, more)

export const status = (kind: string): Subresource => ({
  name: 'status',
  kind,
  verbs: ['get', 'patch', 'update'],
})

export const scale: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: ['get', 'patch', 'update'],
}

export const all = ['all']
export const clusterWide = { namespaced: false }
