import type { OutboxEntry } from '../src/app/ports/store.ts'
import { type InHand, inHand } from './in-hand.ts'
import type { Db, Tx } from './schema.ts'

type Work<T> = (tx: Tx) => Promise<T>

/** How the parts of the store reach the database, and what this process has in hand. */
export type Reach = {
  db: Db
  now(): Date
  write<T>(work: Work<T>): Promise<T>
  entries: InHand<number>
  jobs: InHand<string>
  /** Writes what ends an entry, and lets go of it. */
  sent<T>(entry: OutboxEntry, work: Work<T>): Promise<T>
  /** Writes what ends an attempt at a job, and lets go of it. */
  ran<T>(key: string, attempt: number, work: Work<T>): Promise<T>
}

export function reach(db: Db, now: () => Date): Reach {
  const write = <T>(work: Work<T>): Promise<T> => db.transaction().execute(work)
  const entries = inHand<number>()
  const jobs = inHand<string>()
  return {
    db,
    now,
    write,
    entries,
    jobs,
    sent: ({ id, attempts }, work) => write(work).finally(() => entries.end(id, attempts)),
    ran: (key, attempt, work) => write(work).finally(() => jobs.end(key, attempt)),
  }
}
