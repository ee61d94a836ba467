import type { Store } from '../src/app/ports/store.ts'
import { connect } from './connection.ts'
import { locate } from './location.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { deliveriesPart } from './parts/deliveries.ts'
import { jobsPart } from './parts/jobs.ts'
import { outboxPart } from './parts/outbox.ts'
import { recordPart } from './parts/record.ts'
import { releaseLeases } from './queries/due.ts'
import { type Reach, reach } from './reach.ts'
import type { Schema } from './schema.ts'
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
  const record = reach(db, now)
  let letGo = () => {}
  const leave = async () => {
    await db.destroy()
    letGo()
  }
  try {
    const ran = await migrate(base, migrations, now())
    if (ran.length > 0) log?.info({ migrations: ran }, 'The record is at its newest form')
    if (soleOwner) {
      if (location.file !== undefined) letGo = becomeSoleOwner(location.file, lockWaitMs)
      await record.write((tx) => releaseLeases(tx))
    }
  } catch (error) {
    await leave()
    throw error
  }
  return opened(record, leave)
}

/** The parts as one. `leave` is called once, after all that was asked before. */
function opened(to: Reach, leave: () => Promise<void>): OpenStore {
  const { db, write, entries, jobs } = to
  let closing: Promise<void> | undefined
  return {
    ...recordPart(to),
    ...deliveriesPart(to),
    ...outboxPart(to),
    ...jobsPart(to),
    verify: () => verify(db),
    releaseLeases: (owner) => {
      entries.release(owner)
      jobs.release(owner)
      return write((tx) => releaseLeases(tx, owner))
    },
    close: () => {
      // Whatever was asked before has the connection first.
      closing ??= db
        .connection()
        .execute(async () => {})
        .then(leave)
      return closing
    },
  }
}
