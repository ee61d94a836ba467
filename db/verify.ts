import { setImmediate as breathe } from 'node:timers/promises'
import { genesis } from './chain.ts'
import { type Broken, brokenLink, brokenSequence } from './flaws.ts'
import type { Db } from './schema.ts'

/**
 * `events` were found sound; `head` is the hash of the last of them. Written down elsewhere, it proves
 * later that nothing before it was rewritten.
 */
export type Verdict = { events: number; head: string; broken?: Broken }

type Place = { position: number; hash: string }

const batch = 1000

/** Walks the record from its first event and stops at the first that is not as it was written. */
export async function verify(db: Db): Promise<Verdict> {
  // Read first: what is appended during the walk is left for the next one.
  const end = await db.selectFrom('chain').select(['position', 'hash']).executeTakeFirst()
  const seqs = new Map<string, number>()
  let last: Place = { position: 0, hash: genesis }
  let from = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('position', '>', from)
      .where('position', '<=', end?.position ?? 0)
      .orderBy('position')
      .limit(batch)
      .execute()
    for (const row of rows) {
      const broken = (await brokenLink(db, row, last)) ?? brokenSequence(row, seqs.get(row.stream) ?? 0)
      if (broken) return { events: last.position, head: last.hash, broken }
      seqs.set(row.stream, row.seq)
      last = { position: row.position, hash: row.hash }
      from = row.position
    }
    if (rows.length < batch) break
    await breathe()
  }
  const broken = brokenEnd(last, end) ?? (await brokenRecord(db, last))
  return { events: last.position, head: last.hash, ...(broken && { broken }) }
}

/** The end of the chain is kept apart, so that a record cut short is noticed. */
function brokenEnd(last: Place, end: Place | undefined): Broken | undefined {
  if (end?.position === last.position && end.hash === last.hash) return undefined
  if (end?.position === last.position)
    return {
      flaw: 'changed',
      position: last.position,
      says: 'The last event is not the one that was written last.',
    }
  const says = `The record ends at ${last.position}, though it once went on to ${end?.position ?? 'nobody knows where'}.`
  return { flaw: 'missing', position: last.position + 1, says }
}

/** A record folded from more events, or fewer, than there are. */
async function brokenRecord(db: Db, last: Place): Promise<Broken | undefined> {
  const row = await db
    .selectFrom('records')
    .leftJoin('events', 'events.stream', 'records.stream')
    .select((eb) => ['records.stream', 'records.version', eb.fn.max('events.seq').as('seq')])
    .groupBy(['records.stream', 'records.version'])
    .having((eb) => eb('records.version', '!=', eb.fn.coalesce(eb.fn.max('events.seq'), eb.val(0))))
    .orderBy('records.stream')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const seq = row.seq ?? 0
  return {
    flaw: 'missing',
    position: last.position + 1,
    stream: row.stream,
    seq: seq + 1,
    says: `${row.stream} stands at version ${row.version}, but its events end at #${seq}.`,
  }
}
