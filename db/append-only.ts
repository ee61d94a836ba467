import { type Kysely, sql } from 'kysely'

/** Makes the database itself refuse to change or remove rows of `table`. */
export async function appendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  for (const verb of ['update', 'delete']) {
    const trigger = sql.ref(`${table}_no_${verb}`)
    const says = sql.lit(`${table} is append-only: no ${verb}`)
    await sql`create trigger ${trigger} before ${sql.raw(verb)} on ${sql.table(table)}
      begin select raise(abort, ${says}); end`.execute(db)
  }
}
