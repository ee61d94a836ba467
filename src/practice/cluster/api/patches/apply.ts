import { contested, leaves, missing, pruned, treeOf } from '../../field-tree.ts'
import type { Fields, KubeObject, ManagedFieldsEntry } from '../../object.ts'
import { isFields } from '../../object.ts'
import { ApiError, badRequest } from '../status.ts'
import { strategicMergePatch } from './strategic.ts'

export const applyPatchType = 'application/apply-patch+yaml'

export type Applied = {
  object: unknown
  /** All that the configuration names: what its manager owns from now on. */
  fields: Fields
}

/** What names the object belongs to nobody. */
const naming = ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp']

/** The fields that a configuration claims. */
export function claimed(config: Fields): Fields {
  const { apiVersion: _version, kind: _kind, metadata, status: _status, ...rest } = config
  const meta = isFields(metadata) ? metadata : {}
  if (meta.managedFields) throw badRequest('metadata.managedFields must be nil')
  const claims = Object.fromEntries(Object.entries(meta).filter(([name]) => !naming.includes(name)))
  return treeOf({ ...(Object.keys(claims).length > 0 ? { metadata: claims } : {}), ...rest })
}

/**
 * Server-side apply: what the configuration names is set; what its manager applied before and names no more is
 * taken away, unless somebody else owns it too. A field of another manager is refused (409) unless `force`
 * (kubernetes.io/docs/reference/using-api/server-side-apply).
 */
export function apply(live: KubeObject, config: Fields, manager: string, force: boolean): Applied {
  const fields = claimed(config)
  const entries = live.metadata.managedFields ?? []
  const isOwn = (entry: ManagedFieldsEntry) => entry.manager === manager && entry.operation === 'Apply'
  const others = entries.filter((entry) => !isOwn(entry))
  const conflicts = others.flatMap((entry) =>
    contested(fields, entry.fieldsV1 ?? {}, live, config).map((path) => ({ by: nameOf(entry), path })),
  )
  const turned = manager === 'kubectl' ? keptSinceApplied(live) : new Set<string>()
  const left = conflicts.filter(({ path }) => !turned.has(path))
  if (left.length > 0 && !force) throw conflicting(left)
  let gone = missing(entries.find(isOwn)?.fieldsV1 ?? {}, fields)
  for (const other of others) gone = missing(gone, other.fieldsV1 ?? {})
  return { object: strategicMergePatch(pruned(live, gone), config), fields }
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** What kubectl itself applied the old way, and nobody changed since: no conflict when it turns to the new one. */
function keptSinceApplied(live: KubeObject): Set<string> {
  const config: unknown = jsonOf(live.metadata.annotations?.[lastApplied])
  if (!isFields(config)) return new Set()
  const fields = claimed(config)
  const changed = new Set(contested(fields, fields, live, config))
  return new Set(leaves(fields).filter((path) => !changed.has(path)))
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function nameOf({ manager, operation, apiVersion, subresource }: ManagedFieldsEntry): string {
  if (operation === 'Apply') return JSON.stringify(manager)
  const door = subresource ? ` with subresource ${JSON.stringify(subresource)}` : ''
  return `${JSON.stringify(manager)}${door} using ${apiVersion}`
}

function conflicting(conflicts: { by: string; path: string }[]): ApiError {
  const [first] = conflicts
  const byManager = [...new Set(conflicts.map(({ by }) => by))].sort().map((by) => {
    const paths = conflicts.filter((one) => one.by === by).map(({ path }) => `- ${path}`)
    return [`conflicts with ${by}:`, ...paths].join('\n')
  })
  const message =
    conflicts.length === 1
      ? `Apply failed with 1 conflict: conflict with ${first?.by}: ${first?.path}`
      : `Apply failed with ${conflicts.length} conflicts: ${byManager.join('\n')}`
  return new ApiError(409, 'Conflict', message, {
    causes: conflicts.map(({ by, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${by}`,
      field: path,
    })),
  })
}
