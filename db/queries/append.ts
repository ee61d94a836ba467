import type { Append, Appended } from '../../src/app/ports/store.ts'
import { linkHash } from '../chain.ts'
import { canonical } from '../json.ts'
import type { EventRow, Tx } from '../schema.ts'
import { cancelJobs, putJobs } from './jobs.ts'
import { changeLocks } from './locks.ts'
import { finishOutgoing } from './outbox-end.ts'
import { putOutgoing } from './outbox-put.ts'
import { putRecord } from './records.ts'

/** Writes a decision whole: cause, events, state, what is to be sent and done. Or nothing of it. */
export async function append<E extends { type: string }, S>(tx: Tx, input: Append<E, S>): Promise<Appended> {
  const { cause, stream, expected } = input
  if (cause !== undefined) {
    const seen = await tx.selectFrom('applied').select('cause').where('cause', '=', cause).executeTakeFirst()
    if (seen) return 'repeated'
  }
  const current = await tx
    .selectFrom('records')
    .select('version')
    .where('stream', '=', stream)
    .executeTakeFirst()
  if ((current?.version ?? 0) !== expected) return 'conflict'

  if (input.locks && input.locks.length > 0) {
    const heldBy = await changeLocks(tx, input.locks, input.at)
    if (heldBy) return { heldBy }
  }
  if (cause !== undefined)
    await tx.insertInto('applied').values({ cause, stream, at: input.at.toISOString() }).execute()
  await putEvents(tx, input)
  await putRecord(tx, input)
  await putOutgoing(tx, input.outgoing, input.at)
  if (input.finishes) await finishOutgoing(tx, input.finishes, {}, input.at)
  await cancelJobs(tx, input.cancel)
  await putJobs(tx, input.jobs)
  return 'appended'
}

async function putEvents<E extends { type: string }, S>(tx: Tx, input: Append<E, S>): Promise<void> {
  if (input.events.length === 0) return
  const head = await tx.selectFrom('chain').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  let { position, hash } = head
  const at = input.at.toISOString()
  const cause = input.cause?.toWellFormed() ?? null
  const rows = input.events.map(({ type, ...rest }, index): EventRow => {
    const seq = input.expected + index + 1
    const actor = (input.actors?.[index] ?? input.actor).toWellFormed()
    const link = { stream: input.stream, seq, at, actor, type, data: canonical(rest), cause, prev: hash }
    hash = linkHash(link)
    position += 1
    return { position, ...link, hash }
  })
  // Below SQLite's limit of 32,766 parameters, ten to a row.
  for (let from = 0; from < rows.length; from += 3000)
    await tx
      .insertInto('events')
      .values(rows.slice(from, from + 3000))
      .execute()
  await tx.updateTable('chain').set({ position, hash }).where('id', '=', 1).execute()
}
