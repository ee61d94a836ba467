import type { ResourceKind } from '../resources.ts'
import { apiVersionOf, resourceKinds } from '../resources.ts'
import type { Store } from '../store.ts'
import { isServed } from './aggregation.ts'

const anything = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

export const version = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: `${process.platform}/${process.arch}`,
}

const groups = [...new Set(resourceKinds.map((kind) => kind.group).filter(Boolean))]

const versionsOf = (group: string): string[] => [
  ...new Set(resourceKinds.filter((kind) => kind.group === group).flatMap((kind) => kind.versions)),
]

function groupOf(name: string, withKind: boolean) {
  const versions = versionsOf(name).map((one) => ({ groupVersion: apiVersionOf(name, one), version: one }))
  return {
    ...(withKind ? { kind: 'APIGroup', apiVersion: 'v1' } : {}),
    name,
    versions,
    preferredVersion: versions[0],
  }
}

function resourcesOf(group: string, asked: string) {
  return resourceKinds
    .filter((kind) => kind.group === group && kind.versions.includes(asked))
    .flatMap((kind) => [resource(kind), ...subresources(kind)])
}

const resource = (one: ResourceKind) => ({
  name: one.plural,
  singularName: one.kind.toLowerCase(),
  namespaced: one.namespaced,
  kind: one.kind,
  verbs: one.createOnly ? ['create'] : (one.verbs ?? anything),
  ...(one.shortNames ? { shortNames: one.shortNames } : {}),
  ...(one.categories ? { categories: one.categories } : {}),
})

const subresources = ({ plural, namespaced, subresources = [] }: ResourceKind) =>
  subresources.map(({ name, kind, verbs, group, version: of }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...(group && of ? { group, version: of } : {}),
    kind,
    verbs,
  }))

/** What a client asks to learn which resources there are; nothing for other paths. */
export function discovery(store: Store, pathname: string, host: string): unknown {
  const parts = pathname.split('/').filter(Boolean)
  const [root, group, asked] = parts
  if (pathname === '/version') return version
  if (root === 'api' && parts.length === 1)
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
    }
  if (root === 'api' && parts.length === 2 && group === 'v1')
    return { kind: 'APIResourceList', groupVersion: 'v1', resources: resourcesOf('', 'v1') }
  if (root !== 'apis') return undefined
  if (group === undefined)
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.filter((name) => isServed(store, name)).map((name) => groupOf(name, false)),
    }
  if (!groups.includes(group) || !isServed(store, group)) return undefined
  if (asked === undefined) return groupOf(group, true)
  if (parts.length > 3 || !versionsOf(group).includes(asked)) return undefined
  const groupVersion = apiVersionOf(group, asked)
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: resourcesOf(group, asked) }
}
