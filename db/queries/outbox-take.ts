import type { OutboxEntry } from '../../src/app/ports/store.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { parse } from '../json.ts'
import type { Db, OutboxRow, Tx } from '../schema.ts'

export type Take<K> = {
  owner: string
  /** Milliseconds since 1970. */
  now: number
  leaseMs: number
  limit: number
  /** What the owner is still at work on. */
  inHand: readonly K[]
}

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
 * Begins up to `limit` entries. One that was begun and not ended within its lease comes again,
 * uncertain; one of `inHand` does not.
 */
export async function takeOutgoing(
  tx: Tx,
  { owner, now, leaseMs, limit, inHand }: Take<number>,
): Promise<OutboxEntry[]> {
  const rows = await laneHeads(tx)
    .selectAll('outbox')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'pending'), eb('due_at', '<=', now)]),
        eb.and([
          eb('state', '=', 'sending'),
          eb('lease_until', '<=', now),
          eb('id', 'not in', [0, ...inHand]),
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
