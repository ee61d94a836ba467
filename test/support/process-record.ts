import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { openStore } from '../../db/store.ts'
import { auditVerify } from '../../src/cli/audit.ts'
import type { IncidentEvent, TimelineEntry } from '../../src/domain/incident-event.ts'

/** Work that ends by itself; housekeeping, the expiry of requests and reminders wait for hours. */
const unfinished = `
  select (select count(*) from deliveries where finished = 0)
       + (select count(*) from outbox where state in ('pending', 'sending'))
       + (select count(*) from jobs where kind not in ('housekeeping', 'expire', 'remind'))`

const named = `
  select 'delivery' as what, id as name, error from deliveries where finished = 0
  union all select 'outbox ' || state, key, error from outbox where state in ('pending', 'sending')
  union all select 'job ' || state, key, error from jobs where kind not in ('housekeeping', 'expire', 'remind')`

/** Tells how much a bot still has to do, read beside it; undefined while there is no record yet. */
export function watchWork(file: string): {
  left(): number | undefined
  /** What it is, in words. */
  says(): string
  close(): void
} {
  let db: Sqlite.Database | undefined
  let count: Sqlite.Statement | undefined
  return {
    left() {
      if (!existsSync(file)) return undefined
      db ??= new Sqlite(file, { readonly: true, timeout: 2000 })
      try {
        count ??= db.prepare(unfinished).pluck()
        return Number(count.get())
      } catch (error) {
        if (error instanceof Sqlite.SqliteError && /no such table/.test(error.message)) return undefined
        throw error
      }
    },
    says: () => JSON.stringify(db?.prepare(named).all()),
    close: () => void db?.close(),
  }
}

/** Tells the types of a remediation's events, in order, read beside a bot; nothing while there is no record yet. */
export function watchStory(file: string): { of(remediation: string): string[]; close(): void } {
  let db: Sqlite.Database | undefined
  let types: Sqlite.Statement<[string, string], string> | undefined
  return {
    of(id) {
      db ??= new Sqlite(file, { readonly: true, timeout: 2000 })
      types ??= db
        .prepare<[string, string], string>(
          `select type from events where json_extract(data, '$.id') = ?
            or json_extract(data, '$.remediation.id') = ? order by position`,
        )
        .pluck()
      return types.all(id, id)
    },
    close: () => void db?.close(),
  }
}

/** The timelines of all incidents, read beside a running bot. */
export async function timelines(file: string): Promise<TimelineEntry[][]> {
  const store = await openStore({ url: `sqlite:${file}` })
  try {
    const all = await store.list({ kind: 'incident' })
    return await Promise.all(all.map(({ stream }) => store.timeline<IncidentEvent>(stream)))
  } finally {
    await store.close()
  }
}

/** What `muster audit verify` answers: its exit code and words. */
export async function auditOf(file: string): Promise<{ code: number; says: string }> {
  const said: string[] = []
  const code = await auditVerify.run(['--database', `sqlite:${file}`], (line) => void said.push(line), {
    env: process.env,
    coloured: false,
  })
  return { code, says: said.join('\n') }
}
