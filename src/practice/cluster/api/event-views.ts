import type { Fields, KubeObject } from '../object.ts'
import { isFields } from '../object.ts'

export const eventsGroup = 'events.k8s.io'

/** What both groups call by the same name, and the rest by its name in core and in `events.k8s.io`. */
const names: [core: string, grouped: string][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
]

const toGrouped = new Map(names)
const toCore = new Map(names.map(([core, grouped]) => [grouped, core]))

/** A stored (core) Event as `events.k8s.io/v1` shows it. */
export const groupedEvent = (object: KubeObject): KubeObject => ({
  ...renamed(object, toGrouped),
  apiVersion: `${eventsGroup}/v1`,
  kind: object.kind,
  metadata: object.metadata,
})

/** An Event of `events.k8s.io/v1` as it is stored. */
export const coreEvent = (object: KubeObject): KubeObject => ({
  ...renamed(object, toCore),
  source: isFields(object.deprecatedSource) ? object.deprecatedSource : {},
  firstTimestamp: object.deprecatedFirstTimestamp ?? null,
  lastTimestamp: object.deprecatedLastTimestamp ?? null,
  apiVersion: 'v1',
  kind: object.kind,
  metadata: object.metadata,
})

/** The core name of a field that `events.k8s.io` selects by: `regarding.name` is `involvedObject.name`. */
export function coreField(path: string): string {
  const [first = '', ...rest] = path.split('.')
  return [toCore.get(first) ?? first, ...rest].join('.')
}

const renamed = (object: Fields, to: Map<string, string>): Fields =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [to.get(name) ?? name, value]))
