import type { Done, OutboxEntry } from '../../src/app/ports/store.ts'
import type { Db, OutboxRow, Tx } from '../schema.ts'
import { takeNumbers } from './counters.ts'
import { again, putOutgoing } from './outbox-put.ts'
import { putPost } from './posts.ts'

/** Done, and where it stands in Slack. A redraw asked meanwhile makes it pending once more. */
export async function finishOutgoing(
  tx: Tx,
  entry: OutboxEntry,
  { post, next = [] }: Done,
  now: Date,
): Promise<void> {
  const row = await begun(tx, entry)
  if (!row) return
  if (post) await putPost(tx, post)
  await putOutgoing(tx, next, now)
  const end = await endOr(tx, row, entry, 'done')
  await change(tx, entry, { ...end, uncertain: 0, error: null }, now.getTime())
}

/** Not done: tried again at `at`. An earlier doubt stays until somebody has looked and finished. */
export async function retryOutgoing(
  tx: Tx,
  entry: OutboxEntry,
  { at, error, uncertain, now }: { at: number; error: string; uncertain: boolean; now: number },
): Promise<void> {
  if (!(await begun(tx, entry))) return
  const doubt = uncertain || entry.uncertain ? 1 : 0
  const waiting = {
    state: 'pending',
    due_at: at,
    owner: null,
    lease_until: 0,
    error,
    uncertain: doubt,
  } as const
  await change(tx, entry, waiting, now)
}

/** Given up. A redraw asked meanwhile still gets its chance. */
export async function failOutgoing(tx: Tx, entry: OutboxEntry, error: string, now: number): Promise<void> {
  const row = await begun(tx, entry)
  if (row) await change(tx, entry, { ...(await endOr(tx, row, entry, 'failed')), error }, now)
}

/**
 * The entry's row while this try still holds it: `attempts` tells one try from the next, so that an
 * owner which slept past its lease changes nothing.
 */
const begun = (tx: Tx, entry: OutboxEntry) =>
  tx
    .selectFrom('outbox')
    .select('revision')
    .where('id', '=', entry.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', entry.attempts)
    .executeTakeFirst()

async function endOr(
  tx: Tx,
  row: { revision: number },
  entry: OutboxEntry,
  state: 'done' | 'failed',
): Promise<Partial<OutboxRow>> {
  if (row.revision === entry.revision) return { state, owner: null, lease_until: 0 }
  return again(await takeNumbers(tx, 'outbox', 1))
}

const change = (tx: Tx, entry: OutboxEntry, to: Partial<OutboxRow>, now: number) =>
  tx
    .updateTable('outbox')
    .set({ ...to, changed_at: now })
    .where('id', '=', entry.id)
    .execute()

/** What was given up, newest first. */
export async function failedOutgoing(
  db: Db,
  limit: number,
): Promise<{ key: string; kind: string; error: string; at: Date }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['key', 'kind', 'error', 'changed_at'])
    .where('state', '=', 'failed')
    .orderBy('changed_at', 'desc')
    .orderBy('turn', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ key, kind, error, changed_at }) => ({
    key,
    kind,
    error: error ?? '',
    at: new Date(changed_at),
  }))
}
