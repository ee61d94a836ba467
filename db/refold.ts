import type { Fold } from '../src/app/folds.ts'
import { canonical } from './json.ts'
import { timeline } from './queries/events.ts'
import type { Db } from './schema.ts'

/**
 * Streams whose kept state is not what their events make of it. The chain covers events alone, and what is shown
 * and acted on is the state.
 */
export async function otherwise(db: Db, folds: Readonly<Record<string, Fold>>): Promise<string[]> {
  const records = await db.selectFrom('records').select(['stream', 'kind']).orderBy('stream').execute()
  const found: string[] = []
  for (const { stream, kind } of records) {
    const fold = folds[kind]
    if (fold && !(await holds(db, stream, fold))) found.push(stream)
  }
  return found
}

async function holds(db: Db, stream: string, fold: Fold): Promise<boolean> {
  const row = await db
    .selectFrom('records')
    .select(['state', 'version'])
    .where('stream', '=', stream)
    .executeTakeFirst()
  if (!row) return true
  // A bot may be at work: what it appends meanwhile is not part of this state.
  const made = await fold(<E>() => timeline<E>(db, stream, { limit: row.version })).catch(() => undefined)
  return canonical(made ?? null) === canonical(JSON.parse(row.state))
}
