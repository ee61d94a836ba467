import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { explained } from './errors.ts'

const kept = 300

/** Prepares each SQL text once, and explains what SQLite refuses. */
export function statements(raw: Sqlite.Database, file: string): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  const explain = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw explained(error, file)
    }
  }

  function prepare(sql: string): SqliteStatement {
    const known = prepared.get(sql)
    if (known) return known
    const statement = explain(() => raw.prepare(sql))
    const made: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => explain(() => statement.all(...parameters)),
      run: (parameters) => explain(() => statement.run(...parameters)),
      iterate: (parameters) => statement.iterate(...parameters),
    }
    // Lists of different lengths make different texts: start over rather than grow.
    if (prepared.size >= kept) prepared.clear()
    prepared.set(sql, made)
    return made
  }

  return { prepare, close: () => raw.close() }
}
