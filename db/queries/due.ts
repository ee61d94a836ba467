import type { Db, Tx } from '../schema.ts'
import { free } from './jobs-run.ts'
import { laneHeads } from './outbox-take.ts'

/**
 * When something next wants to be taken: the earliest due date, or the end of a lease. What is in hand
 * will be ended by who holds it, and wakes nobody.
 */
export async function nextDue(
  db: Db,
  inHand: { entries: readonly number[]; jobs: readonly string[] },
): Promise<Date | undefined> {
  const due = await Promise.all([
    laneHeads(db)
      .select((eb) => eb.fn.min('due_at').as('at'))
      .where('state', '=', 'pending')
      .executeTakeFirst(),
    laneHeads(db)
      .select((eb) => eb.fn.min('lease_until').as('at'))
      .where('state', '=', 'sending')
      .where('id', 'not in', [0, ...inHand.entries])
      .executeTakeFirst(),
    free(db)
      .select((eb) => eb.fn.min('jobs.due_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('jobs')
      .select((eb) => eb.fn.min('lease_until').as('at'))
      .where('state', '=', 'running')
      .where('key', 'not in', ['', ...inHand.jobs])
      .executeTakeFirst(),
  ])
  const times = due.flatMap((row) => (row?.at === null || row?.at === undefined ? [] : [row.at]))
  return times.length === 0 ? undefined : new Date(Math.min(...times))
}

/** Gives up every lease: what was begun may be taken at once; outgoing entries come again as uncertain. */
export async function releaseLeases(tx: Tx, owner?: string): Promise<void> {
  const free = { owner: null, lease_until: 0 }
  await tx
    .updateTable('outbox')
    .set(free)
    .where('state', '=', 'sending')
    .$if(owner !== undefined, (entry) => entry.where('owner', '=', owner ?? ''))
    .execute()
  await tx
    .updateTable('jobs')
    .set(free)
    .where('state', '=', 'running')
    .$if(owner !== undefined, (job) => job.where('owner', '=', owner ?? ''))
    .execute()
}
