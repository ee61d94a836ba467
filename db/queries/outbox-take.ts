import type { OutboxEntry } from '../../src/app/ports/store.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { parse } from '../json.ts'
import type { Db, OutboxRow, Tx } from '../schema.ts'

/** The first unfinished entry of every lane. */
export const laneHeads = (db: Db) =>
  db
    .selectFrom('outbox')
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('outbox')
          .select((first) => ['lane as head_lane', first.fn.min('turn').as('head_turn')])
          .where('state', 'in', ['pending', 'sending'])
          .groupBy('lane')
          .as('head'),
      (join) => join.onRef('head_lane', '=', 'lane').onRef('head_turn', '=', 'turn'),
    )
    .where('state', 'in', ['pending', 'sending'])

/**
 * Begins up to `limit` entries. An entry that another owner began and did not finish within its lease
 * comes again, uncertain. An owner's own unfinished entries never come again to itself.
 */
export async function takeOutgoing(
  tx: Tx,
  { owner, now, leaseMs, limit }: { owner: string; now: number; leaseMs: number; limit: number },
): Promise<OutboxEntry[]> {
  const rows = await laneHeads(tx)
    .selectAll('outbox')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'pending'), eb('due_at', '<=', now)]),
        eb.and([
          eb('state', '=', 'sending'),
          eb('lease_until', '<=', now),
          eb.or([eb('owner', 'is', null), eb('owner', '!=', owner)]),
        ]),
      ]),
    )
    .orderBy('turn')
    .limit(limit)
    .execute()

  const entries: OutboxEntry[] = []
  for (const row of rows) {
    const uncertain = row.uncertain === 1 || row.state === 'sending'
    const attempts = row.attempts + 1
    await tx
      .updateTable('outbox')
      .set({
        state: 'sending',
        owner,
        lease_until: now + leaseMs,
        attempts,
        uncertain: uncertain ? 1 : 0,
        changed_at: now,
      })
      .where('id', '=', row.id)
      .execute()
    entries.push(entry({ ...row, attempts }, uncertain))
  }
  return entries
}

const entry = (row: OutboxRow, uncertain: boolean): OutboxEntry => ({
  id: row.id,
  key: row.key,
  lane: row.lane,
  kind: row.kind,
  payload: parse<JsonObject>(row.payload),
  revision: row.revision,
  attempts: row.attempts,
  uncertain,
  createdAt: new Date(row.created_at),
})
