import { isEqual } from './equal.ts'
import type { Fields, KubeObject, ManagedFieldsEntry } from './object.ts'
import { isFields, timestamp } from './object.ts'

/** Who writes, and through which door: what `metadata.managedFields` remembers. */
export type Writer = { manager: string; subresource?: string; operation?: 'Apply' | 'Update' }

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

/** Lists whose members are told apart by a key get `k:{…}`; other lists are owned whole. */
const keys = ['name', 'type', 'uid', 'containerPort', 'mountPath', 'ip']

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
  const others = (before?.metadata.managedFields ?? []).map((entry) =>
    isSame(entry, writer, after.apiVersion)
      ? entry
      : { ...entry, fieldsV1: without(entry.fieldsV1 ?? {}, changed) },
  )
  const kept = others.filter((entry) => Object.keys(entry.fieldsV1 ?? {}).length > 0)
  if (Object.keys(changed).length === 0) return kept
  const own = kept.find((entry) => isSame(entry, writer, after.apiVersion))
  const entry: ManagedFieldsEntry = {
    manager: writer.manager,
    operation: writer.operation ?? 'Update',
    apiVersion: after.apiVersion,
    time: timestamp(now),
    fieldsType: 'FieldsV1',
    fieldsV1: merged(own?.fieldsV1 ?? {}, changed),
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
    const sub = changesOf(before[name], value)
    if (sub) tree[`f:${name}`] = sub
  }
  return tree
}

function changesOf(before: unknown, after: unknown): Fields | undefined {
  if (Array.isArray(after)) return listChanges(Array.isArray(before) ? before : [], after)
  if (!isFields(after)) return {}
  if (Object.keys(after).length === 0) return before === undefined ? undefined : {}
  const sub = changes(isFields(before) ? before : {}, after)
  return before === undefined ? { '.': {}, ...sub } : sub
}

function listChanges(before: unknown[], after: unknown[]): Fields {
  const key = keys.find((name) => after.length > 0 && after.every((item) => isFields(item) && name in item))
  if (!key) return {}
  const tree: Fields = {}
  for (const item of after) {
    if (!isFields(item)) continue
    const old = before.find((other) => isFields(other) && other[key] === item[key])
    if (isEqual(old, item)) continue
    const sub = changes(isFields(old) ? old : {}, item)
    tree[`k:${JSON.stringify({ [key]: item[key] })}`] = old ? sub : { '.': {}, ...sub }
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
