import type { Kysely } from 'kysely'
import { StoreError } from './errors.ts'

/** One step of the schema. Runs once in a database's life, in one transaction with its fellows. */
export type Migration = { name: string; up(db: Kysely<unknown>): Promise<void> }

type Ledger = { migrations: { name: string; applied_at: string } }

/**
 * Brings the schema up to the last of `migrations` and answers the names it ran.
 * Throws `StoreError` `newer` when the database knows a migration that this program does not.
 */
export async function migrate(
  db: Kysely<unknown>,
  migrations: readonly Migration[],
  at: Date,
): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const ledger = tx.withTables<Ledger>()
    await tx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'text', (column) => column.notNull())
      .execute()
    const rows = await ledger.selectFrom('migrations').select('name').execute()
    const done = new Set(rows.map((row) => row.name))
    for (const { name } of migrations) done.delete(name)
    const [unknown] = done
    if (unknown !== undefined)
      throw new StoreError(
        'newer',
        `The database was written by a newer Muster (it has ${unknown}). Start that version, or restore an older backup.`,
      )

    const known = new Set(rows.map((row) => row.name))
    const wanted = migrations.filter(({ name }) => !known.has(name))
    for (const migration of wanted) {
      await migration.up(tx)
      await ledger
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: at.toISOString() })
        .execute()
    }
    return wanted.map(({ name }) => name)
  })
}
