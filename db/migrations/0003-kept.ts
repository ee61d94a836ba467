import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Playbooks as they stood when a run began, and small facts the bot remembers. */
export const kept: Migration = {
  name: '0003-kept',

  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('definitions')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('memory')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
}
