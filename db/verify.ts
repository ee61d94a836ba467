import { setImmediate as breathe } from 'node:timers/promises'
import { genesis, linkHash } from './chain.ts'
import type { Db, EventRow } from './schema.ts'

/** `changed`: its content is not what was recorded; `missing`: nothing stands where it should; `reordered`: it stands in another's place. */
export type Flaw = 'changed' | 'missing' | 'reordered'

export type Broken = {
  flaw: Flaw
  /** Where in the whole record; counted from 1. */
  position: number
  /** Which event stands there, if one does. */
  stream?: string
  seq?: number
  says: string
}

/** `events` were found sound; `head` is the hash of the last of them, worth writing down elsewhere. */
export type Verdict = { events: number; head: string; broken?: Broken }

const batch = 1000

/** Walks the record from its first event and stops at the first that is not as it was written. */
export async function verify(db: Db): Promise<Verdict> {
  // Read first: what is appended during the walk is left for the next one.
  const end = await db.selectFrom('chain').selectAll().where('id', '=', 1).executeTakeFirst()
  const seqs = new Map<string, number>()
  let last = { position: 0, hash: genesis }
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
      const broken = (await flaw(db, row, last)) ?? gap(row, seqs.get(row.stream) ?? 0)
      if (broken) return { events: last.position, head: last.hash, broken }
      seqs.set(row.stream, row.seq)
      last = { position: row.position, hash: row.hash }
      from = row.position
    }
    if (rows.length < batch) break
    await breathe()
  }
  const broken = unfinished(last, end)
  return { events: last.position, head: last.hash, ...(broken && { broken }) }
}

type Last = { position: number; hash: string }

async function flaw(db: Db, row: EventRow, last: Last): Promise<Broken | undefined> {
  const { stream, seq } = row
  const position = last.position + 1
  const name = `${stream} #${seq}`
  const { position: _, hash, ...link } = row
  if (linkHash(link) !== hash)
    return {
      flaw: 'changed',
      position: row.position,
      stream,
      seq,
      says: `${name} was changed after it was written.`,
    }
  if (row.prev === last.hash) {
    if (row.position === position) return undefined
    return {
      flaw: 'reordered',
      position,
      stream,
      seq,
      says: `${name} was moved from position ${position} to ${row.position}.`,
    }
  }
  const before = await db
    .selectFrom('events')
    .select('position')
    .where('hash', '=', row.prev)
    .executeTakeFirst()
  if (before)
    return {
      flaw: 'reordered',
      position: row.position,
      stream,
      seq,
      says: `${name} does not stand where it was written: it follows position ${before.position}.`,
    }
  return {
    flaw: 'missing',
    position,
    says: `What stood before ${name} is gone or was rewritten, hash and all.`,
  }
}

function gap({ stream, seq, position }: EventRow, before: number): Broken | undefined {
  if (seq === before + 1) return undefined
  return {
    flaw: 'missing',
    position,
    stream,
    seq: before + 1,
    says: `${stream} #${before + 1} is missing: #${seq} comes instead.`,
  }
}

/** The head of the chain is kept apart, so that a record cut off at its end is noticed. */
function unfinished(last: Last, end: Last | undefined): Broken | undefined {
  if (end && end.position === last.position && end.hash === last.hash) return undefined
  const position = last.position + 1
  if (end && end.position === last.position)
    return {
      flaw: 'changed',
      position: last.position,
      says: 'The last event is not the one that was written last.',
    }
  return {
    flaw: 'missing',
    position,
    says: `The record ends at ${last.position}, but went on to ${end?.position ?? 'an unknown place'}.`,
  }
}
