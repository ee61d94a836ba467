import type { NewJob } from '../../src/app/ports/store.ts'
import type { Tx } from '../schema.ts'

/**
 * Adds jobs. One that waits under the same key is replaced, due date and all, so that the newest wish
 * counts. One that runs goes on, and the new one waits until it has ended.
 */
export async function putJobs(tx: Tx, jobs: readonly NewJob[]): Promise<void> {
  for (const job of jobs) {
    const row = {
      kind: job.kind,
      payload: JSON.stringify(job.payload),
      due_at: job.dueAt.getTime(),
      attempts: 0,
      error: null,
    }
    await tx
      .insertInto('jobs')
      .values({ key: job.key, state: 'waiting', owner: null, lease_until: 0, ...row })
      .onConflict((conflict) => conflict.columns(['key', 'state']).doUpdateSet(row))
      .execute()
  }
}

/** Removes waiting jobs. One that has begun is not stopped: it must look at how things stand. */
export async function cancelJobs(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx.deleteFrom('jobs').where('state', '=', 'waiting').where('key', 'in', keys).execute()
}
