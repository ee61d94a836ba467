import { isEqual } from './equal.ts'
import { standing } from './field-tree.ts'
import { memberKey } from './list-keys.ts'
import type { Fields, KubeObject, ManagedFieldsEntry } from './object.ts'
import { isFields, timestamp } from './object.ts'

/** Who writes, and through which door: what `metadata.managedFields` remembers. */
export type Writer = {
  manager: string
  subresource?: string
  operation?: 'Apply' | 'Update'
  /** All that an apply names, changed or not: the applier owns that, and nothing else any more. */
  applied?: Fields
}

const ours = new Set(['apiVersion', 'kind'])
const serverSet = new Set([
  'uid',
  'name',
  'namespace',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
])

/**
 * The managers' entries after a write: the writer owns what it changed, and nobody else does any more.
 * Kubernetes' own rules also know defaulting and atomic structs; this keeps the part that people read.
 */
export function managedAfter(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: Writer,
  now: number,
): ManagedFieldsEntry[] {
  const changed = changes(comparable(before), comparable(after))
  const others = (after.metadata.managedFields ?? before?.metadata.managedFields ?? []).map((entry) =>
    isSame(entry, writer, after.apiVersion)
      ? entry
      : { ...entry, fieldsV1: without(entry.fieldsV1 ?? {}, changed) },
  )
  const present = comparable(after)
  const kept = others
    .map((entry) => ({ ...entry, fieldsV1: standing(entry.fieldsV1 ?? {}, present) }))
    .filter((entry) => Object.keys(entry.fieldsV1).length > 0)
  const own = kept.find((entry) => isSame(entry, writer, after.apiVersion))
  const owned = writer.applied ?? merged(own?.fieldsV1 ?? {}, changed)
  if (isEqual(owned, own?.fieldsV1 ?? {})) return kept
  const entry: ManagedFieldsEntry = {
    manager: writer.manager,
    operation: writer.operation ?? 'Update',
    apiVersion: after.apiVersion,
    time: timestamp(now),
    fieldsType: 'FieldsV1',
    fieldsV1: owned,
    ...(writer.subresource ? { subresource: writer.subresource } : {}),
  }
  return [...kept.filter((other) => other !== own), entry]
}

const isSame = (entry: ManagedFieldsEntry, writer: Writer, apiVersion: string): boolean =>
  entry.manager === writer.manager &&
  entry.operation === (writer.operation ?? 'Update') &&
  entry.apiVersion === apiVersion &&
  entry.subresource === writer.subresource

function comparable(object: KubeObject | undefined): Fields {
  if (!object) return {}
  const top = Object.entries(object).filter(([name]) => !ours.has(name))
  const meta = Object.entries(object.metadata).filter(([name]) => !serverSet.has(name))
  return { ...Object.fromEntries(top), metadata: Object.fromEntries(meta) }
}

/** The tree of `f:` and `k:` names of what `after` has and `before` had otherwise or not at all. */
function changes(before: Fields, after: Fields): Fields {
  const tree: Fields = {}
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined || isEqual(before[name], value)) continue
    const sub = changesOf(name, before[name], value)
    if (sub) tree[`f:${name}`] = sub
  }
  return tree
}

function changesOf(name: string, before: unknown, after: unknown): Fields | undefined {
  if (Array.isArray(after)) return listChanges(name, Array.isArray(before) ? before : [], after)
  if (!isFields(after)) return {}
  if (Object.keys(after).length === 0) return before === undefined ? undefined : {}
  const sub = changes(isFields(before) ? before : {}, after)
  return before === undefined ? { '.': {}, ...sub } : sub
}

function listChanges(name: string, before: unknown[], after: unknown[]): Fields {
  if (after.length === 0 || !after.every((item) => memberKey(name, item) !== undefined)) return {}
  const tree: Fields = {}
  for (const item of after) {
    const key = memberKey(name, item)
    if (key === undefined || !isFields(item)) continue
    const old = before.find((other) => memberKey(name, other) === key)
    if (isEqual(old, item)) continue
    const sub = changes(isFields(old) ? old : {}, item)
    tree[key] = old ? sub : { '.': {}, ...sub }
  }
  return tree
}

function merged(a: Fields, b: Fields): Fields {
  const tree: Fields = { ...a }
  for (const [name, value] of Object.entries(b)) {
    const old = tree[name]
    tree[name] = isFields(old) && isFields(value) ? merged(old, value) : value
  }
  return tree
}

function without(tree: Fields, taken: Fields): Fields {
  const left: Fields = {}
  for (const [name, value] of Object.entries(tree)) {
    const gone = taken[name]
    if (!isFields(gone) || !isFields(value)) {
      left[name] = value
      continue
    }
    const rest = without(value, gone)
    if (Object.keys(rest).some((key) => key !== '.')) left[name] = rest
  }
  return left
}
