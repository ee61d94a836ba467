import { linkHash } from './chain.ts'
import type { Db, EventRow } from './schema.ts'

/** `changed`: not what was recorded; `missing`: gone from its place; `reordered`: in another's place. */
export type Flaw = 'changed' | 'missing' | 'reordered'

export type Broken = {
  flaw: Flaw
  /** Where in the whole record, counted from 1. */
  position: number
  /** Which event it is, where that can be told. */
  stream?: string
  seq?: number
  says: string
}

/** What is wrong with an event that should come right after `last`. */
export async function brokenLink(
  db: Db,
  row: EventRow,
  last: { position: number; hash: string },
): Promise<Broken | undefined> {
  const { position, hash, ...link } = row
  const { stream, seq } = row
  const expected = last.position + 1
  const name = `${stream} #${seq}`
  if (linkHash(link) !== hash)
    return { flaw: 'changed', position, stream, seq, says: `${name} was changed after it was written.` }
  if (row.prev === last.hash && position === expected) return undefined
  if (row.prev === last.hash) {
    const says = `${name} was moved from position ${expected} to ${position}.`
    return { flaw: 'reordered', position: expected, stream, seq, says }
  }
  if (position > expected) {
    const says = `Nothing stands at position ${expected}: the record goes on with ${name} at ${position}.`
    return { flaw: 'missing', position: expected, says }
  }
  const before = await db
    .selectFrom('events')
    .select('position')
    .where('hash', '=', row.prev)
    .executeTakeFirst()
  if (before) {
    const says = `${name} was moved: it was written after the event that is now at position ${before.position}.`
    return { flaw: 'reordered', position, stream, seq, says }
  }
  const says = `What stood right before ${name} is gone, or was rewritten together with its hash.`
  return { flaw: 'missing', position: expected, says }
}

/** A number left out in a stream, though every hash fits: the chain was built anew. */
export function brokenSequence({ stream, seq, position }: EventRow, before: number): Broken | undefined {
  if (seq === before + 1) return undefined
  const says = `${stream} #${before + 1} is missing: #${seq} comes instead.`
  return { flaw: 'missing', position, stream, seq: before + 1, says }
}
