import type { LockChange } from '../../src/app/ports/store.ts'
import { conflicts, type Lock } from '../../src/domain/lock.ts'
import { parse } from '../json.ts'
import type { Db, Tx } from '../schema.ts'

/** Locks that are not over at `now`, of these targets or of all. */
export async function heldLocks(db: Db, now: Date, targets?: readonly string[]): Promise<Lock[]> {
  const rows = await db
    .selectFrom('locks')
    .select('body')
    .where('until', '>', now.getTime())
    .$if(targets !== undefined, (query) => query.where('target', 'in', targets ?? []))
    .orderBy('until')
    .execute()
  return rows.map(({ body }) => parse<Lock>(body))
}

/** Lets go and takes hold; answers who stands in the way, and then nothing was changed. */
export async function changeLocks(
  tx: Tx,
  changes: readonly LockChange[],
  now: Date,
): Promise<Lock | undefined> {
  const wanted = changes.flatMap((change) => ('take' in change ? [change.take] : []))
  const released = changes.flatMap((change) => ('release' in change ? [change.release] : []))
  const targets = wanted.map(({ target }) => target)
  const inTheWay = (await heldLocks(tx, now, targets)).find(
    (one) => !released.includes(one.holder) && wanted.some((lock) => conflicts(one, lock)),
  )
  if (inTheWay) return inTheWay
  await tx.deleteFrom('locks').where('until', '<=', now.getTime()).execute()
  if (released.length > 0) await tx.deleteFrom('locks').where('holder', 'in', released).execute()
  for (const lock of wanted) {
    const row = { until: Date.parse(lock.until), body: JSON.stringify(lock) }
    await tx
      .insertInto('locks')
      .values({ target: lock.target, holder: lock.holder, ...row })
      .onConflict((conflict) => conflict.columns(['target', 'holder']).doUpdateSet(row))
      .execute()
  }
  return undefined
}
