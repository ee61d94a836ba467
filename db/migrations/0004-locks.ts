import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Targets held while they are changed, or by hand. */
export const locks: Migration = {
  name: '0004-locks',

  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('locks')
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('until', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('locks_key', ['target', 'holder'])
      .execute()
    await db.schema.createIndex('locks_holder').on('locks').column('holder').execute()
  },
}
