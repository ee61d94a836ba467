import type { Outgoing } from '../../src/app/ports/store.ts'
import type { OutboxRow, Tx } from '../schema.ts'
import { takeNumbers } from './counters.ts'

/** Adds entries; a key that is there already is left alone, or asked again if `redraw`. */
export async function putOutgoing(tx: Tx, entries: readonly Outgoing[], at: Date): Promise<void> {
  if (entries.length === 0) return
  let turn = await takeNumbers(tx, 'outbox', entries.length)
  for (const entry of entries) await putOne(tx, entry, turn++, at.getTime())
}

async function putOne(tx: Tx, entry: Outgoing, turn: number, now: number): Promise<void> {
  const payload = JSON.stringify(entry.payload)
  const added = await tx
    .insertInto('outbox')
    .values({
      id: turn,
      key: entry.key,
      lane: entry.lane,
      turn,
      kind: entry.kind,
      payload,
      state: 'pending',
      revision: 1,
      attempts: 0,
      uncertain: 0,
      due_at: 0,
      owner: null,
      lease_until: 0,
      error: null,
      created_at: now,
      changed_at: now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n || !entry.redraw) return

  const { state, revision } = await tx
    .selectFrom('outbox')
    .select(['state', 'revision'])
    .where('key', '=', entry.key)
    .executeTakeFirstOrThrow()
  const ended = state === 'done' || state === 'failed'
  await tx
    .updateTable('outbox')
    .set({
      kind: entry.kind,
      payload,
      revision: revision + 1,
      changed_at: now,
      ...(ended && { ...again(turn), lane: entry.lane }),
    })
    .where('key', '=', entry.key)
    .execute()
}

/** Pending once more, at the back of its lane: the one named last, so that a redraw need not wait for new posts. */
export const again = (turn: number) =>
  ({
    state: 'pending',
    turn,
    attempts: 0,
    due_at: 0,
    owner: null,
    lease_until: 0,
  }) satisfies Partial<OutboxRow>
