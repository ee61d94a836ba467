import type { Store } from '../src/app/ports/store.ts'
import { connect } from './connection.ts'
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
import * as ended from './queries/outbox-end.ts'
import { putOutgoing } from './queries/outbox-put.ts'
import { takeOutgoing } from './queries/outbox-take.ts'
import { post, postAt } from './queries/posts.ts'
import * as records from './queries/records.ts'
import type { Schema, Tx } from './schema.ts'
import { becomeSoleOwner } from './sole-owner.ts'
import { type Verdict, verify } from './verify.ts'

export type OpenStore = Omit<Store, 'finishJob' | 'retryJob' | 'failJob'> & {
  /** Walks the hash chain; names the first broken entry. */
  verify(): Promise<Verdict>
  countByStatus(kind: string): Promise<Record<string, number>>
  failedJobs(limit: number): Promise<{ key: string; kind: string; error: string }[]>
  /** Forgets finished deliveries received before `before`; answers how many. */
  pruneDeliveries(before: Date): Promise<number>
  /** Gives up the leases of an owner that stops, or of everybody. */
  releaseLeases(owner?: string): Promise<void>
  /** With `attempt`, only while that attempt is the one running. */
  finishJob(key: string, attempt?: number): Promise<void>
  retryJob(key: string, at: Date, error: string, attempt?: number): Promise<void>
  failJob(key: string, error: string, attempt?: number): Promise<void>
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
  const { base, checkpoint } = connect(location, lockWaitMs)
  const db = base.withTables<Schema>()
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
  const owners = new Set<string>()
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
    // Waits for what was asked before.
    await db.connection().execute(async () => checkpoint())
    await leave()
  }

  const store: OpenStore = {
    load: (stream) => records.load(db, stream),
    append: (input) => write((tx) => append(tx, input)),
    nextNumber: (kind) => records.nextNumber(db, kind),
    timeline: (stream, range) => events.timeline(db, stream, range),
    event: (stream, seq) => events.event(db, stream, seq),
    list: (query) => records.list(db, query),
    countByStatus: (kind) => records.countByStatus(db, kind),
    applied: (cause) => events.applied(db, cause),
    verify: () => verify(db),

    receive: (delivery) => write((tx) => deliveries.receive(tx, delivery)),
    unfinishedDeliveries: () => deliveries.unfinishedDeliveries(db),
    beginDelivery: (id) => write((tx) => deliveries.beginDelivery(tx, id)),
    finishDelivery: (id, error) => write((tx) => deliveries.finishDelivery(tx, id, error)),
    pruneDeliveries: (before) => write((tx) => deliveries.pruneDeliveries(tx, before)),

    enqueue: (outgoing, added = [], cancel = []) =>
      write(async (tx) => {
        await putOutgoing(tx, outgoing, now())
        await jobs.cancelJobs(tx, cancel)
        await jobs.putJobs(tx, added)
      }),
    takeOutgoing: (owner, at, leaseMs, limit) => {
      owners.add(owner)
      return write((tx) => takeOutgoing(tx, { owner, now: at.getTime(), leaseMs, limit }))
    },
    finishOutgoing: (entry, shown, at = now()) =>
      write((tx) => ended.finishOutgoing(tx, entry, shown, at.getTime())),
    retryOutgoing: (entry, at, error, uncertain) =>
      write((tx) =>
        ended.retryOutgoing(tx, entry, { at: at.getTime(), error, uncertain, now: now().getTime() }),
      ),
    failOutgoing: (entry, error) => write((tx) => ended.failOutgoing(tx, entry, error, now().getTime())),
    failedOutgoing: (limit) => ended.failedOutgoing(db, limit),
    nextDue: () => nextDue(db, [...owners]),
    post: (key) => post(db, key),
    postAt: (channel, ts) => postAt(db, channel, ts),

    takeJobs: (owner, at, leaseMs, limit) => {
      owners.add(owner)
      return write((tx) => run.takeJobs(tx, { owner, now: at.getTime(), leaseMs, limit }))
    },
    finishJob: (key, attempt) => write((tx) => run.finishJob(tx, key, attempt)),
    retryJob: (key, at, error, attempt) => write((tx) => run.retryJob(tx, key, at.getTime(), error, attempt)),
    failJob: (key, error, attempt) => write((tx) => run.failJob(tx, key, error, attempt)),
    failedJobs: (limit) => jobs.failedJobs(db, limit),
    releaseLeases: (owner) => write((tx) => releaseLeases(tx, owner)),

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
