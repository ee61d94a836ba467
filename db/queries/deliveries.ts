import type { Delivery } from '../../src/app/ports/store.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { parse } from '../json.ts'
import type { Db, Tx } from '../schema.ts'
import { takeNumbers } from './counters.ts'

export async function receive(tx: Tx, delivery: Omit<Delivery, 'attempts'>): Promise<'new' | 'seen'> {
  const number = await takeNumbers(tx, 'deliveries', 1)
  const added = await tx
    .insertInto('deliveries')
    .values({
      id: delivery.id,
      number,
      kind: delivery.kind,
      body: JSON.stringify(delivery.body),
      received_at: delivery.receivedAt.getTime(),
      attempts: 0,
      finished: 0,
      error: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n ? 'new' : 'seen'
}

/** In the order they came. */
export async function unfinishedDeliveries(db: Db, before?: Date): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('finished', '=', 0)
    .$if(before !== undefined, (query) => query.where('received_at', '<=', before?.getTime() ?? 0))
    .orderBy('number')
    .execute()
  return rows.map(({ id, kind, body, received_at, attempts }) => ({
    id,
    kind,
    body: parse<JsonObject>(body),
    receivedAt: new Date(received_at),
    attempts,
  }))
}

export async function beginDelivery(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function finishDelivery(tx: Tx, id: string, error?: string): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ finished: 1, error: error ?? null })
    .where('id', '=', id)
    .execute()
}

/** Forgets finished deliveries received before `before`; answers how many. */
export async function pruneDeliveries(tx: Tx, before: Date): Promise<number> {
  const gone = await tx
    .deleteFrom('deliveries')
    .where('finished', '=', 1)
    .where('received_at', '<', before.getTime())
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
