import { isFields } from './object.ts'

/** By which fields the members of a list are told apart, as the API's types declare; other lists are one value. */
const listKeys: Record<string, string[]> = {
  addresses: ['type'],
  conditions: ['type'],
  containers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ownerReferences: ['uid'],
  podIPs: ['ip'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
}

/** A pod's ports are told apart otherwise than a service's. */
const portKeys = [
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
]
const unsaid: Record<string, unknown> = { protocol: 'TCP' }

/** A list's member as `managedFields` names it: `k:{"name":"api"}`; nothing where the list is one value. */
export function memberKey(list: string, item: unknown): string | undefined {
  if (!isFields(item)) return undefined
  const names = list === 'ports' ? portKeys.find(([first = '']) => first in item) : listKeys[list]
  if (!names) return undefined
  const parts = names.map((name) => [name, item[name] ?? unsaid[name]] as const)
  if (parts.some(([, value]) => value === undefined)) return undefined
  return `k:${JSON.stringify(Object.fromEntries(parts))}`
}
