import type { Append, Loaded, Store, Summary } from '../../src/app/ports/store.ts'
import { parse } from '../json.ts'
import type { Db, RecordRow, Tx } from '../schema.ts'

/** Replaces a record's state and its line for lists. */
export async function putRecord<E, S>(tx: Tx, input: Append<E, S>): Promise<void> {
  const { summary } = input
  const row = {
    kind: input.kind,
    number: summary.number,
    version: input.expected + input.events.length,
    state: JSON.stringify(input.state),
    title: summary.title,
    status: summary.status,
    severity: summary.severity ?? null,
    service: summary.service ?? null,
    owner: summary.owner ?? null,
    channel: summary.channel ?? null,
    opened_at: summary.openedAt,
    ended_at: summary.endedAt ?? null,
  }
  await tx
    .insertInto('records')
    .values({ stream: input.stream, ...row })
    .onConflict((conflict) => conflict.column('stream').doUpdateSet(row))
    .execute()
}

export async function load<S>(db: Db, stream: string): Promise<Loaded<S> | undefined> {
  const row = await db
    .selectFrom('records')
    .select(['state', 'version'])
    .where('stream', '=', stream)
    .executeTakeFirst()
  return row && { state: parse<S>(row.state), version: row.version }
}

/** Newest number first. */
export async function list(db: Db, query: Parameters<Store['list']>[0]): Promise<Summary[]> {
  const { kind, statuses, channel, limit } = query
  if (statuses?.length === 0) return []
  const rows = await db
    .selectFrom('records')
    .select(['stream', 'kind', 'number', 'title', 'status', 'severity', 'service', 'owner', 'channel'])
    .select(['opened_at', 'ended_at'])
    .where('kind', '=', kind)
    .$if(statuses !== undefined, (select) => select.where('status', 'in', statuses ?? []))
    .$if(channel !== undefined, (select) => select.where('channel', '=', channel ?? ''))
    .orderBy('number', 'desc')
    .$if(limit !== undefined, (select) => select.limit(limit ?? 0))
    .execute()
  return rows.map(summary)
}

const summary = (row: Omit<RecordRow, 'state' | 'version'>): Summary => ({
  stream: row.stream,
  kind: row.kind,
  number: row.number,
  title: row.title,
  status: row.status,
  severity: row.severity ?? undefined,
  service: row.service ?? undefined,
  owner: row.owner ?? undefined,
  channel: row.channel ?? undefined,
  openedAt: row.opened_at,
  endedAt: row.ended_at ?? undefined,
})

export async function nextNumber(db: Db, kind: string): Promise<number> {
  const row = await db
    .selectFrom('records')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('kind', '=', kind)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}
