import type { Recorded } from '../../src/domain/incident-event.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { parse } from '../json.ts'
import type { Db, EventRow } from '../schema.ts'

const columns = ['stream', 'seq', 'at', 'actor', 'type', 'data'] as const

/** A stream's events in order, those after number `after`. */
export async function timeline<E>(
  db: Db,
  stream: string,
  { after = 0, limit }: { after?: number; limit?: number } = {},
): Promise<Recorded<E>[]> {
  const rows = await db
    .selectFrom('events')
    .select(columns)
    .where('stream', '=', stream)
    .where('seq', '>', after)
    .orderBy('seq')
    .$if(limit !== undefined, (select) => select.limit(limit ?? 0))
    .execute()
  return rows.map((row) => recorded<E>(row))
}

export async function event<E>(db: Db, stream: string, seq: number): Promise<Recorded<E> | undefined> {
  const row = await db
    .selectFrom('events')
    .select(columns)
    .where('stream', '=', stream)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row && recorded<E>(row)
}

const recorded = <E>({ stream, seq, at, actor, type, data }: Pick<EventRow, (typeof columns)[number]>) => ({
  stream,
  seq,
  at,
  actor,
  event: eventOf<E>(type, data),
})

/** The type of an event stands in a column of its own. */
const eventOf = <E>(type: string, data: string): E =>
  Object.assign(parse<E & object>(data), { type } satisfies JsonObject)

/** The stream that a cause has changed. */
export async function applied(db: Db, cause: string): Promise<string | undefined> {
  const row = await db.selectFrom('applied').select('stream').where('cause', '=', cause).executeTakeFirst()
  return row?.stream
}

/** Newest link of the hash chain; position 0 and no hash before the first event. */
export async function head(db: Db): Promise<{ position: number; hash: string }> {
  const { position, hash } = await db
    .selectFrom('chain')
    .select(['position', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return { position, hash }
}
