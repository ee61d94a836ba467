import { setTimeout as wait } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { StoreError } from './errors.ts'
import { statements } from './statements.ts'

export type Lock = { file: string; waitMs: number }

const isLocked = (error: unknown) => error instanceof StoreError && error.trouble === 'locked'

/**
 * Takes the write lock when a transaction begins, so that what it reads first is still true when it
 * writes. Waits for another process without blocking this one, and not for ever.
 */
class WritingDriver extends SqliteDriver {
  readonly #raw: Sqlite.Database
  readonly #lock: Lock

  constructor(raw: Sqlite.Database, lock: Lock) {
    super({ database: statements(raw, lock.file) })
    this.#raw = raw
    this.#lock = lock
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    const giveUpAt = performance.now() + this.#lock.waitMs
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw(begin))
        return
      } catch (error) {
        if (!isLocked(error) || performance.now() >= giveUpAt) throw error
        await wait(5)
      }
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection) {
    // A full disk has already rolled back; a second rollback would hide the first error.
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite for Kysely, with `WritingDriver` at its base. */
export function writingDialect(raw: Sqlite.Database, lock: Lock): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new WritingDriver(raw, lock),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
