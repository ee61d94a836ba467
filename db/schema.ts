import type { Kysely, Transaction } from 'kysely'
import type { DeliveryKind } from '../src/app/ports/store.ts'

/** Times of the record are ISO strings; times of queues are milliseconds since 1970. */
export type Schema = {
  events: EventRow
  chain: { id: number; position: number; hash: string }
  records: RecordRow
  applied: { cause: string; stream: string; at: string }
  outbox: OutboxRow
  jobs: JobRow
  deliveries: DeliveryRow
  posts: { key: string; channel: string; ts: string; digest: string }
  definitions: { digest: string; body: string }
  memory: { key: string; value: string }
  locks: LockRow
  counters: { name: string; value: number }
}

export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** `data` is canonical JSON without `type`; its bytes are what the hash covers. */
export type EventRow = {
  position: number
  stream: string
  seq: number
  at: string
  actor: string
  type: string
  data: string
  cause: string | null
  prev: string
  hash: string
}

export type RecordRow = {
  stream: string
  kind: string
  number: number
  version: number
  state: string
  title: string
  status: string
  severity: string | null
  service: string | null
  owner: string | null
  channel: string | null
  opened_at: string
  ended_at: string | null
}

/** `turn` orders a lane; a key that is asked again after it was done goes to the back. */
export type OutboxRow = {
  id: number
  key: string
  lane: string
  turn: number
  kind: string
  payload: string
  state: 'pending' | 'sending' | 'done' | 'failed'
  revision: number
  attempts: number
  uncertain: number
  due_at: number
  owner: string | null
  lease_until: number
  error: string | null
  created_at: number
  changed_at: number
}

/** At most one row per key and state: a job may wait again while its last run still goes on. */
export type JobRow = {
  key: string
  state: 'waiting' | 'running' | 'failed'
  kind: string
  payload: string
  due_at: number
  attempts: number
  owner: string | null
  lease_until: number
  error: string | null
}

/** `body` is the lock as JSON; a target may have several holders who do not conflict. */
export type LockRow = { target: string; holder: string; until: number; body: string }

export type DeliveryRow = {
  id: string
  number: number
  kind: DeliveryKind
  body: string
  received_at: number
  attempts: number
  finished: number
  error: string | null
}
