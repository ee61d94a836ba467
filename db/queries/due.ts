import type { Db, Tx } from '../schema.ts'
import { free } from './jobs-run.ts'
import { laneHeads } from './outbox-take.ts'

/**
 * When something next wants to be taken: the earliest due date, or the end of a lease that somebody
 * else holds. What `owners` have in hand themselves is theirs to end, and wakes nobody.
 */
export async function nextDue(db: Db, owners: readonly string[]): Promise<Date | undefined> {
  const mine = ['', ...owners]
  const due = await Promise.all([
    laneHeads(db)
      .select((eb) => eb.fn.min('due_at').as('at'))
      .where('state', '=', 'pending')
      .executeTakeFirst(),
    laneHeads(db)
      .select((eb) => eb.fn.min('lease_until').as('at'))
      .where('state', '=', 'sending')
      .where((eb) => eb.or([eb('owner', 'is', null), eb('owner', 'not in', mine)]))
      .executeTakeFirst(),
    free(db)
      .select((eb) => eb.fn.min('jobs.due_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('jobs')
      .select((eb) => eb.fn.min('lease_until').as('at'))
      .where('state', '=', 'running')
      .where((eb) => eb.or([eb('owner', 'is', null), eb('owner', 'not in', mine)]))
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
