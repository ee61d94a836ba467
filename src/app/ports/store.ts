import type { Actor, Recorded } from '../../domain/incident-event.ts'
import type { Json, JsonObject } from '../../domain/json.ts'
import type { Lock } from '../../domain/lock.ts'
import type { Playbook } from '../../domain/playbook.ts'

/** A stream's newest state, and the number of its last event (0: nothing yet). */
export type Loaded<S> = { state: S; version: number }

/** What a list shows of a record without reading it whole. */
export type Summary = {
  stream: string
  /** `incident`, `handoff` */
  kind: string
  number: number
  title: string
  status: string
  severity?: string | undefined
  service?: string | undefined
  /** Commander of an incident, outgoing lead of a handoff. */
  owner?: string | undefined
  /** Slack channel id. */
  channel?: string | undefined
  openedAt: string
  endedAt?: string | undefined
}

/** A message, or an operation on Slack, that the event made necessary. */
export type Outgoing = {
  /** Names the effect for ever; the same key is never done twice unless `redraw` asks again. */
  key: string
  /** Entries of a lane are done in order; lanes do not wait for each other. */
  lane: string
  kind: string
  payload: JsonObject
  /** Ask again for a key that is already there: pending stays pending, done becomes pending once more. */
  redraw?: boolean
}

export type NewJob = {
  /** While a job with this key waits, another is not added. */
  key: string
  kind: string
  payload: JsonObject
  dueAt: Date
}

export type Append<E, S> = {
  stream: string
  kind: string
  /** Version the decision was made on; another version in the store is a `conflict`. */
  expected: number
  at: Date
  actor: Actor
  /** Where some events are somebody else's: one for each event. */
  actors?: readonly Actor[]
  events: readonly E[]
  /** The folded state after `events`, and its line for lists. */
  state: S
  summary: Summary
  /** Idempotency: delivery or job that caused this. A key seen before changes nothing: `repeated`. */
  cause?: string
  outgoing: readonly Outgoing[]
  /** Outbox entry that is done with this, in the same transaction. */
  finishes?: OutboxEntry
  jobs: readonly NewJob[]
  locks?: readonly LockChange[]
  /** Keys of waiting jobs that are no longer wanted. */
  cancel: readonly string[]
}

/** `heldBy`: a target is somebody else's; nothing was written. */
export type Appended = 'appended' | 'repeated' | 'conflict' | { heldBy: Lock }

/** Taken and let go in the events' own transaction. `release` names a holder. */
export type LockChange = { take: Lock } | { release: string }

export type DeliveryKind = 'command' | 'interaction' | 'event'
export type Delivery = {
  id: string
  kind: DeliveryKind
  body: JsonObject
  receivedAt: Date
  attempts: number
}

export type OutboxEntry = Outgoing & {
  id: number
  /** Grows with every redraw asked; finishing an older one leaves the entry pending. */
  revision: number
  attempts: number
  /** True when an earlier try began and nobody knows how it ended: look before doing it again. */
  uncertain: boolean
  createdAt: Date
}

/** Where a shown message stands in Slack. `digest` is of what was drawn last. */
export type Post = { key: string; channel: string; ts: string; digest: string }

/** What an effect leaves behind: where its message stands, and what is to be done next. */
export type Done = { post?: Post; next?: readonly Outgoing[] }

export type Job = NewJob & { attempts: number }

export type Store = {
  load<S>(stream: string): Promise<Loaded<S> | undefined>
  append<E extends { type: string }, S>(input: Append<E, S>): Promise<Appended>
  /** The next free number of a kind, starting at 1. Two callers may get the same: `append` decides. */
  nextNumber(kind: string): Promise<number>
  timeline<E>(stream: string, range?: { after?: number; limit?: number }): Promise<Recorded<E>[]>
  event<E>(stream: string, seq: number): Promise<Recorded<E> | undefined>
  list(query: {
    kind: string
    statuses?: readonly string[]
    limit?: number
    channel?: string
  }): Promise<Summary[]>
  /** The stream that this cause has changed, if it has. */
  applied(cause: string): Promise<string | undefined>

  /** Stores a Slack delivery before it is acknowledged. `seen`: the same id is already there. */
  receive(delivery: Omit<Delivery, 'attempts'>): Promise<'new' | 'seen'>
  /** Deliveries not finished yet, oldest first: at start, those a crash left behind. `before`: received until then. */
  unfinishedDeliveries(before?: Date): Promise<Delivery[]>
  /** Counts another attempt at a delivery that an earlier process left unfinished. */
  beginDelivery(id: string): Promise<void>
  finishDelivery(id: string, error?: string): Promise<void>

  /** Adds entries and jobs that no event caused (a job's next step, a reply). */
  enqueue(outgoing: readonly Outgoing[], jobs?: readonly NewJob[], cancel?: readonly string[]): Promise<void>
  /** Marks up to `limit` entries as begun (durably, before the effect) and answers them: the first pending of each lane that is due and not already begun by this owner. */
  takeOutgoing(owner: string, now: Date, leaseMs: number, limit: number): Promise<OutboxEntry[]>
  /** Done at this revision; `post` is remembered in the same transaction. */
  finishOutgoing(entry: OutboxEntry, done?: Done, now?: Date): Promise<void>
  /** Not done; tried again at `at`. `uncertain`: it may have taken effect. Its lane waits. */
  retryOutgoing(entry: OutboxEntry, at: Date, error: string, uncertain: boolean): Promise<void>
  /** Given up: kept, visible, and its lane goes on. */
  failOutgoing(entry: OutboxEntry, error: string): Promise<void>
  /** When the next entry or job falls due; undefined when nothing waits. */
  nextDue(): Promise<Date | undefined>
  failedOutgoing(limit: number): Promise<{ key: string; kind: string; error: string; at: Date }[]>
  post(key: string): Promise<Post | undefined>

  takeJobs(owner: string, now: Date, leaseMs: number, limit: number): Promise<Job[]>
  /** Keeps a running job from being taken by another process until then. */
  renewJob(key: string, until: Date, attempt: number): Promise<void>
  /** These three change nothing when another attempt has taken over since. */
  finishJob(key: string, attempt: number): Promise<void>
  retryJob(key: string, at: Date, error: string, attempt: number): Promise<void>
  failJob(key: string, error: string, attempt: number): Promise<void>

  /** Playbooks by digest, kept for the runs that use them. */
  keepDefinition(digest: string, playbook: Playbook): Promise<void>
  definition(digest: string): Promise<Playbook | undefined>

  /** Targets held now, by remediations and by hand; those over soonest first. */
  heldLocks(now: Date): Promise<Lock[]>

  remember(key: string, value: Json): Promise<void>
  recall(key: string): Promise<Json | undefined>

  /** Forgets finished deliveries received before `before`; answers how many. */
  pruneDeliveries(before: Date): Promise<number>
  /** Newest entry of the hash chain. */
  head(): Promise<{ position: number; hash: string }>

  close(): Promise<void>
}
