import type { Job } from '../../src/app/ports/store.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { parse } from '../json.ts'
import type { Db, Tx } from '../schema.ts'
import type { Take } from './outbox-take.ts'

/** Jobs that nobody runs under the same key: those may begin. */
export const free = (db: Db) =>
  db
    .selectFrom('jobs')
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('jobs as other')
            .select('other.key')
            .whereRef('other.key', '=', 'jobs.key')
            .where('other.state', '=', 'running'),
        ),
      ),
    )

/**
 * Begins up to `limit` jobs that are due, earliest first. One that was begun and not ended within its
 * lease comes again; one of `inHand` does not.
 */
export async function takeJobs(tx: Tx, { owner, now, leaseMs, limit, inHand }: Take<string>): Promise<Job[]> {
  const abandoned = await tx
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'running')
    .where('lease_until', '<=', now)
    .where('key', 'not in', ['', ...inHand])
    .orderBy('due_at')
    .limit(limit)
    .execute()
  const due = await free(tx)
    .selectAll('jobs')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(Math.max(0, limit - abandoned.length))
    .execute()

  const jobs: Job[] = []
  for (const { key, state, kind, payload, due_at, attempts } of [...abandoned, ...due]) {
    await tx
      .updateTable('jobs')
      .set({ state: 'running', owner, lease_until: now + leaseMs, attempts: attempts + 1 })
      .where('key', '=', key)
      .where('state', '=', state)
      .execute()
    jobs.push({
      key,
      kind,
      payload: parse<JsonObject>(payload),
      dueAt: new Date(due_at),
      attempts: attempts + 1,
    })
  }
  return jobs
}

/** It still runs, in good hands. */
export async function renewJob(tx: Tx, key: string, until: number, attempt: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ lease_until: until })
    .where('key', '=', key)
    .where('state', '=', 'running')
    .where('attempts', '=', attempt)
    .execute()
}

/** Done, if `attempt` is the one that runs: an owner that slept past its lease changes nothing. */
export async function finishJob(tx: Tx, key: string, attempt: number): Promise<void> {
  await tx
    .deleteFrom('jobs')
    .where('key', '=', key)
    .where('state', '=', 'running')
    .where('attempts', '=', attempt)
    .execute()
}

/** Waits again until `at`. If the same key was asked for meanwhile, that one does for both, at the earlier time. */
export async function retryJob(
  tx: Tx,
  key: string,
  at: number,
  error: string,
  attempt: number,
): Promise<void> {
  const running = await runningJob(tx, key, attempt)
  if (!running) return
  const waiting = await tx
    .selectFrom('jobs')
    .select('due_at')
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting) {
    await finishJob(tx, key, attempt)
    const due = Math.min(waiting.due_at, at)
    await tx
      .updateTable('jobs')
      .set({ due_at: due })
      .where('key', '=', key)
      .where('state', '=', 'waiting')
      .execute()
    return
  }
  await tx
    .updateTable('jobs')
    .set({ state: 'waiting', due_at: at, owner: null, lease_until: 0, error })
    .where('key', '=', key)
    .where('state', '=', 'running')
    .execute()
}

/** Given up: kept, to be seen. */
export async function failJob(tx: Tx, key: string, error: string, attempt: number): Promise<void> {
  if (!(await runningJob(tx, key, attempt))) return
  await tx.deleteFrom('jobs').where('key', '=', key).where('state', '=', 'failed').execute()
  await tx
    .updateTable('jobs')
    .set({ state: 'failed', owner: null, lease_until: 0, error })
    .where('key', '=', key)
    .where('state', '=', 'running')
    .execute()
}

const runningJob = (tx: Tx, key: string, attempt: number) =>
  tx
    .selectFrom('jobs')
    .select('key')
    .where('key', '=', key)
    .where('state', '=', 'running')
    .where('attempts', '=', attempt)
    .executeTakeFirst()
