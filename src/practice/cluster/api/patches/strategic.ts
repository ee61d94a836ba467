import { isEqual } from '../../equal.ts'
import type { Fields } from '../../object.ts'
import { isFields } from '../../object.ts'
import { badRequest } from '../status.ts'

/** Lists whose members merge by a key; the first key that the patch's members carry is used. */
const mergeKeys: Record<string, string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  ports: ['containerPort', 'port'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  topologySpreadConstraints: ['topologyKey'],
  secrets: ['name'],
  addresses: ['type'],
}
const mergedPrimitives = new Set(['finalizers'])

/** Kubernetes' own patch: like a merge patch, but known lists merge member by member, with `$` directives. */
export function strategicMergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch
  const directive = patch.$patch
  if (directive === 'delete') return {}
  const merged: Fields = isFields(target) && directive !== 'replace' ? { ...target } : {}
  if (Array.isArray(patch.$retainKeys)) {
    for (const name of Object.keys(merged)) if (!patch.$retainKeys.includes(name)) delete merged[name]
  }
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue
    if (value === null) delete merged[name]
    else if (Array.isArray(value)) merged[name] = mergeList(name, merged[name], value)
    else merged[name] = strategicMergePatch(merged[name], value)
  }
  removeMembers(merged, patch)
  orderMembers(merged, patch)
  return merged
}

function mergeList(name: string, target: unknown, patch: unknown[]): unknown[] {
  const old = Array.isArray(target) ? target : []
  if (mergedPrimitives.has(name)) return [...new Set([...old, ...patch])]
  const key = keyOf(name, patch)
  if (!key) return patch.filter((item) => !isFields(item) || item.$patch === undefined)
  if (patch.some((item) => isFields(item) && item.$patch === 'replace'))
    return patch.filter((item) => !isFields(item) || item.$patch === undefined)
  const list = [...old]
  for (const item of patch) {
    if (!isFields(item)) continue
    if (item[key] === undefined)
      throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`)
    const at = list.findIndex((other) => isFields(other) && isEqual(other[key], item[key]))
    if (item.$patch === 'delete') {
      if (at >= 0) list.splice(at, 1)
    } else if (at >= 0) list[at] = strategicMergePatch(list[at], item)
    else list.push(strategicMergePatch({}, item))
  }
  return list
}

function keyOf(name: string, patch: unknown[]): string | undefined {
  const keys = mergeKeys[name]
  if (!keys) return undefined
  return keys.find((key) => patch.some((item) => isFields(item) && key in item)) ?? keys[0]
}

function removeMembers(merged: Fields, patch: Fields): void {
  for (const [directive, gone] of Object.entries(patch)) {
    const name = /^\$deleteFromPrimitiveList\/(.+)$/.exec(directive)?.[1]
    const list = name === undefined ? undefined : merged[name]
    if (name === undefined || !Array.isArray(list) || !Array.isArray(gone)) continue
    merged[name] = list.filter((item) => !gone.includes(item))
  }
}

function orderMembers(merged: Fields, patch: Fields): void {
  for (const [directive, order] of Object.entries(patch)) {
    const name = /^\$setElementOrder\/(.+)$/.exec(directive)?.[1]
    const list = name === undefined ? undefined : merged[name]
    if (name === undefined || !Array.isArray(list) || !Array.isArray(order)) continue
    const key = keyOf(name, order)
    const rank = (item: unknown): number => {
      const at = order.findIndex((one) =>
        key && isFields(one) && isFields(item) ? isEqual(one[key], item[key]) : isEqual(one, item),
      )
      return at < 0 ? order.length : at
    }
    merged[name] = [...list].sort((a, b) => rank(a) - rank(b))
  }
}
