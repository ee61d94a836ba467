import type { OutboxEntry, Store } from '../src/app/ports/store.ts'
import { connect } from './connection.ts'
import { inHand } from './in-hand.ts'
import { locate } from './location.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { append } from './queries/append.ts'
import * as deliveries from './queries/deliveries.ts'
import { nextDue, releaseLeases } from './queries/due.ts'
import * as events from './queries/events.ts'
import * as jobs from './queries/jobs.ts'
import * as run from './queries/jobs-run.ts'
import * as kept from './queries/kept.ts'
import { heldLocks } from './queries/locks.ts'
import * as ended from './queries/outbox-end.ts'
import { putOutgoing } from './queries/outbox-put.ts'
import { takeOutgoing } from './queries/outbox-take.ts'
import { post } from './queries/posts.ts'
import * as records from './queries/records.ts'
import type { Schema, Tx } from './schema.ts'
import { becomeSoleOwner } from './sole-owner.ts'
import { type Verdict, verify } from './verify.ts'

export type OpenStore = Store & {
  /** Walks the hash chain; names the first broken entry. */
  verify(): Promise<Verdict>
  /** Gives up the leases of an owner that stops, or of everybody. */
  releaseLeases(owner?: string): Promise<void>
}

export type StoreOptions = {
  /** `sqlite:./data/muster.db` or `sqlite::memory:` */
  url: string
  log?: { info(fields: object, says: string): void }
  now?: () => Date
  /** How long to wait for a lock that another process holds. */
  lockWaitMs?: number
  /** No other process works on this record: what a dead one had begun is free at once. */
  soleOwner?: boolean
}

/** Opens the record, making or upgrading it first. Throws `StoreError`, whose message says what to do. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { url, log, now = () => new Date(), lockWaitMs = 5000, soleOwner = false } = options
  const location = locate(url)
  const { base } = connect(location, lockWaitMs)
  const db = base.withTables<Schema>()
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
  const entries = inHand<number>()
  const running = inHand<string>()
  const sent = <T>({ id, attempts }: OutboxEntry, work: (tx: Tx) => Promise<T>): Promise<T> =>
    write(work).finally(() => entries.end(id, attempts))
  const ran = (key: string, attempt: number, work: (tx: Tx) => Promise<void>) =>
    write(work).finally(() => running.end(key, attempt))
  let letGo = () => {}
  let closing: Promise<void> | undefined

  async function start() {
    const ran = await migrate(base, migrations, now())
    if (ran.length > 0) log?.info({ migrations: ran }, 'The record is at its newest form')
    if (!soleOwner) return
    if (location.file !== undefined) letGo = becomeSoleOwner(location.file, lockWaitMs)
    await write((tx) => releaseLeases(tx))
  }

  async function leave() {
    await db.destroy()
    letGo()
  }

  async function stop() {
    // Whatever was asked before has the connection first.
    await db.connection().execute(async () => {})
    await leave()
  }

  const store: OpenStore = {
    load: (stream) => records.load(db, stream),
    append: (input) => {
      const work = (tx: Tx) => append(tx, input)
      return input.finishes ? sent(input.finishes, work) : write(work)
    },
    nextNumber: (kind) => records.nextNumber(db, kind),
    timeline: (stream, range) => events.timeline(db, stream, range),
    event: (stream, seq) => events.event(db, stream, seq),
    list: (query) => records.list(db, query),
    heldLocks: (at) => heldLocks(db, at),
    applied: (cause) => events.applied(db, cause),
    verify: () => verify(db),
    head: () => events.head(db),

    receive: (delivery) => write((tx) => deliveries.receive(tx, delivery)),
    unfinishedDeliveries: (before) => deliveries.unfinishedDeliveries(db, before),
    beginDelivery: (id) => write((tx) => deliveries.beginDelivery(tx, id)),
    finishDelivery: (id, error) => write((tx) => deliveries.finishDelivery(tx, id, error)),
    pruneDeliveries: (before) => write((tx) => deliveries.pruneDeliveries(tx, before)),

    enqueue: (outgoing, added = [], cancel = []) =>
      write(async (tx) => {
        await putOutgoing(tx, outgoing, now())
        await jobs.cancelJobs(tx, cancel)
        await jobs.putJobs(tx, added)
      }),
    takeOutgoing: async (owner, at, leaseMs, limit) => {
      const how = { owner, now: at.getTime(), leaseMs, limit }
      const taken = await write((tx) => takeOutgoing(tx, { ...how, inHand: entries.of(owner) }))
      for (const { id, attempts } of taken) entries.begin(owner, id, attempts)
      return taken
    },
    finishOutgoing: (entry, done = {}, at = now()) =>
      sent(entry, (tx) => ended.finishOutgoing(tx, entry, done, at)),
    retryOutgoing: (entry, at, error, uncertain) => {
      const how = { at: at.getTime(), error, uncertain, now: now().getTime() }
      return sent(entry, (tx) => ended.retryOutgoing(tx, entry, how))
    },
    failOutgoing: (entry, error) =>
      sent(entry, (tx) => ended.failOutgoing(tx, entry, error, now().getTime())),
    failedOutgoing: (limit) => ended.failedOutgoing(db, limit),
    nextDue: () => nextDue(db, { entries: entries.of(), jobs: running.of() }),
    post: (key) => post(db, key),

    takeJobs: async (owner, at, leaseMs, limit) => {
      const how = { owner, now: at.getTime(), leaseMs, limit }
      const taken = await write((tx) => run.takeJobs(tx, { ...how, inHand: running.of(owner) }))
      for (const { key, attempts } of taken) running.begin(owner, key, attempts)
      return taken
    },
    renewJob: (key, until, attempt) => write((tx) => run.renewJob(tx, key, until.getTime(), attempt)),
    finishJob: (key, attempt) => ran(key, attempt, (tx) => run.finishJob(tx, key, attempt)),
    retryJob: (key, at, error, attempt) =>
      ran(key, attempt, (tx) => run.retryJob(tx, key, at.getTime(), error, attempt)),
    failJob: (key, error, attempt) => ran(key, attempt, (tx) => run.failJob(tx, key, error, attempt)),
    releaseLeases: (owner) => {
      entries.release(owner)
      running.release(owner)
      return write((tx) => releaseLeases(tx, owner))
    },

    keepDefinition: (digest, playbook) => write((tx) => kept.keepDefinition(tx, digest, playbook)),
    definition: (digest) => kept.definition(db, digest),
    remember: (key, value) => write((tx) => kept.remember(tx, key, value)),
    recall: (key) => kept.recall(db, key),

    close: () => {
      closing ??= stop()
      return closing
    },
  }

  try {
    await start()
  } catch (error) {
    await leave()
    throw error
  }
  return store
}
