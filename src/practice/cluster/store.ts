import { randomUUID } from 'node:crypto'
import type { PracticeClock } from '../control/clock.ts'
import { isEqual } from './equal.ts'
import type { Writer } from './managed-fields.ts'
import { managedAfter } from './managed-fields.ts'
import type { Fields, KubeObject, Metadata } from './object.ts'
import { timestamp } from './object.ts'

export type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  resource: string
  object: KubeObject
  previous?: KubeObject
  version: number
}

export type Draft = {
  apiVersion: string
  kind: string
  metadata: Partial<Metadata> & { name: string }
} & Fields

/** What a write would store: the object without the version it gets when it is stored. */
export type Prepared = { object: KubeObject; unchanged: boolean }

const keptChanges = 2000

/**
 * Every object of the cluster, by the plural name of its resource. One counter versions them all.
 * Objects handed out are the stored ones: do not change them in place.
 */
export class Store {
  readonly clock: PracticeClock
  #version = 1000
  #oldest = 1000
  #objects = new Map<string, Map<string, KubeObject>>()
  #changes: Change[] = []
  #listeners = new Set<(change: Change) => void>()

  constructor(clock: PracticeClock) {
    this.clock = clock
  }

  get version(): number {
    return this.#version
  }

  /** Changes up to and including this version are forgotten. */
  get oldest(): number {
    return this.#oldest
  }

  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#objects.get(resource)?.get(keyOf(namespace, name))
  }

  /** In the order of namespace and name, as the API lists them. */
  list(resource: string, namespace?: string): KubeObject[] {
    return inOrder(this.#objects.get(resource) ?? new Map(), namespace)
  }

  /** The list as it stood at a version that is still remembered. */
  listAt(resource: string, version: number, namespace?: string): KubeObject[] {
    const then = new Map(this.#objects.get(resource))
    for (const { object, previous } of this.changesAfter(resource, version).reverse()) {
      const key = keyOf(object.metadata.namespace, object.metadata.name)
      if (previous) then.set(key, previous)
      else then.delete(key)
    }
    return inOrder(then, namespace)
  }

  /** Fills in what the server sets at creation. */
  born(draft: Draft, writer: Writer): KubeObject {
    const { name, generateName, namespace, labels, annotations, ...rest } = draft.metadata
    const now = this.clock.now()
    const object: KubeObject = {
      ...draft,
      metadata: {
        name,
        ...(generateName ? { generateName } : {}),
        ...(namespace ? { namespace } : {}),
        uid: randomUUID(),
        resourceVersion: '',
        creationTimestamp: timestamp(now),
        ...(labels ? { labels } : {}),
        ...(annotations ? { annotations } : {}),
        ...rest,
      },
    }
    const managedFields = managedAfter(undefined, object, writer, now)
    if (managedFields.length > 0) object.metadata.managedFields = managedFields
    return object
  }

  create(resource: string, draft: Draft, writer: Writer): KubeObject {
    const object = this.#stamped(structuredClone(this.born(draft, writer)))
    this.#put(resource, object)
    this.#tell({ type: 'ADDED', resource, object, version: this.#version })
    return object
  }

  /** What `update` would store; `unchanged` when nothing but bookkeeping differs. */
  prepare(before: KubeObject, after: KubeObject, writer: Writer): Prepared {
    const bare = (object: KubeObject) => ({
      ...object,
      metadata: { ...object.metadata, managedFields: null },
    })
    const isSame = isEqual(bare(before), bare(after))
    const rewritten = !isEqual(before.metadata.managedFields, after.metadata.managedFields)
    if (isSame && !writer.applied && !rewritten) return { object: before, unchanged: true }
    const managedFields = managedAfter(before, after, writer, this.clock.now())
    if (isSame && isEqual(before.metadata.managedFields, managedFields))
      return { object: before, unchanged: true }
    return { object: { ...after, metadata: { ...after.metadata, managedFields } }, unchanged: false }
  }

  /** Stores `after` in place of what has its name; a write that changes nothing keeps the version. */
  update(resource: string, after: KubeObject, writer: Writer): KubeObject {
    const { namespace, name } = after.metadata
    const before = this.get(resource, namespace, name)
    if (!before) throw new Error(`No ${resource} ${keyOf(namespace, name)} to update`)
    const prepared = this.prepare(before, after, writer)
    if (prepared.unchanged) return before
    const object = this.#stamped(structuredClone(prepared.object))
    this.#put(resource, object)
    this.#tell({ type: 'MODIFIED', resource, object, previous: before, version: this.#version })
    return object
  }

  remove(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const before = this.get(resource, namespace, name)
    if (!before) return undefined
    this.#objects.get(resource)?.delete(keyOf(namespace, name))
    const object = this.#stamped(structuredClone(before))
    this.#tell({ type: 'DELETED', resource, object, previous: before, version: this.#version })
    return object
  }

  changesAfter(resource: string, version: number): Change[] {
    return this.#changes.filter((change) => change.resource === resource && change.version > version)
  }

  /** The answer stops the listening. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets how things came to be, as compaction does: older watches must list again. */
  compact(): void {
    this.#changes = []
    this.#oldest = this.#version
  }

  dump(): { version: number; objects: Record<string, KubeObject[]> } {
    const objects = [...this.#objects.keys()].map((resource) => [resource, this.list(resource)] as const)
    return { version: this.#version, objects: Object.fromEntries(objects) }
  }

  /** Puts back what `dump` gave, at start, before anybody listens. */
  load(dump: { version: number; objects: Record<string, KubeObject[]> }): void {
    this.#version = dump.version
    for (const [resource, objects] of Object.entries(dump.objects))
      for (const object of objects) this.#put(resource, object)
    this.compact()
  }

  #stamped(object: KubeObject): KubeObject {
    this.#version += 1
    object.metadata.resourceVersion = String(this.#version)
    return object
  }

  #put(resource: string, object: KubeObject): void {
    const objects = this.#objects.get(resource) ?? new Map<string, KubeObject>()
    this.#objects.set(resource, objects)
    objects.set(keyOf(object.metadata.namespace, object.metadata.name), object)
  }

  #tell(change: Change): void {
    this.#changes.push(change)
    if (this.#changes.length > keptChanges) this.#oldest = this.#changes.shift()?.version ?? this.#oldest
    for (const listener of [...this.#listeners]) listener(change)
  }
}

const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`

const inOrder = (objects: Map<string, KubeObject>, namespace: string | undefined): KubeObject[] =>
  [...objects]
    .filter(([, { metadata }]) => namespace === undefined || metadata.namespace === namespace)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, object]) => object)
