import type { Cause } from '../api/status.ts'
import type { KubeObject } from '../object.ts'

/** What the API does to objects of one kind before it stores them. */
export type Rules = {
  /** Fills in what the client left out. */
  defaults?(object: KubeObject): KubeObject
  /** What is wrong with it; `before` is what stood there. */
  validate?(object: KubeObject, before: KubeObject | undefined): Cause[]
  /** Counts changes of the desired state in `metadata.generation`. */
  generations?: boolean
  /** Annotations count as desired state too. */
  annotationsCount?: boolean
  /** `status` as a client creates it. */
  newStatus?: unknown
  /** Dotted names of the fields known, to tell a client of one it misspelled; `[]` steps into a list. */
  fields?: string[]
  /** A maps of strings, which must hold nothing else. */
  stringMaps?: string[]
  /** Where quantities stand: `[]` steps into a list, `{}` into a map. */
  quantities?: string[]
}
