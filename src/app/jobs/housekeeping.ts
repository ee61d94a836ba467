import type { Core } from '../core.ts'
import type { JobOutcome } from './job.ts'

const dayMs = 24 * 60 * 60_000
/** Slack repeats a delivery for minutes; a week leaves time to look into something odd. */
const keepDeliveriesMs = 7 * dayMs

/**
 * Once a day: forgets old deliveries, which hold what people typed, and puts the head of the record's hash
 * chain into the log, outside the database, so that a rewritten end would be noticed (`audit verify --head`).
 */
export async function keepHouse(core: Core): Promise<JobOutcome> {
  const before = new Date(core.clock.now().getTime() - keepDeliveriesMs)
  const forgotten = await core.store.pruneDeliveries(before)
  const { position, hash } = await core.store.head()
  core.log.info({ forgotten, position, head: hash }, 'Daily housekeeping')
  return { again: dayMs }
}
