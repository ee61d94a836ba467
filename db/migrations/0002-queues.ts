import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What is still to be done: messages out, jobs, deliveries in. And where shown messages stand. */
export const queues: Migration = {
  name: '0002-queues',

  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('counters')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'integer', (column) => column.notNull())
      .execute()
    await db
      .withTables<{ counters: { name: string; value: number } }>()
      .insertInto('counters')
      .values([
        { name: 'outbox', value: 0 },
        { name: 'deliveries', value: 0 },
      ])
      .execute()

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('lane', 'text', (column) => column.notNull())
      .addColumn('turn', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('uncertain', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('error', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('outbox_lane').on('outbox').columns(['state', 'lane', 'turn']).execute()

    await db.schema
      .createTable('jobs')
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('jobs_key', ['key', 'state'])
      .execute()
    await db.schema.createIndex('jobs_due').on('jobs').columns(['state', 'due_at']).execute()

    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('finished', 'integer', (column) => column.notNull())
      .addColumn('error', 'text')
      .execute()
    await db.schema.createIndex('deliveries_open').on('deliveries').columns(['finished', 'number']).execute()

    await db.schema
      .createTable('posts')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('ts', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('posts_place').on('posts').columns(['channel', 'ts']).execute()
  },
}
