import type { Kysely } from 'kysely'
import { appendOnly } from '../append-only.ts'
import { genesis } from '../chain.ts'
import type { Migration } from '../migrate.ts'

/** Events and their chain, the records folded from them, and the causes already applied. */
export const record: Migration = {
  name: '0001-record',

  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('events')
      .addColumn('position', 'integer', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('cause', 'text')
      .addColumn('prev', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addUniqueConstraint('events_stream_seq', ['stream', 'seq'])
      .execute()
    await appendOnly(db, 'events')

    await db.schema
      .createTable('chain')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await seeded(db).insertInto('chain').values({ id: 1, position: 0, hash: genesis }).execute()

    await db.schema
      .createTable('records')
      .addColumn('stream', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('severity', 'text')
      .addColumn('service', 'text')
      .addColumn('owner', 'text')
      .addColumn('channel', 'text')
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .execute()
    await db.schema.createIndex('records_number').on('records').columns(['kind', 'number']).execute()
    await db.schema
      .createIndex('records_status')
      .on('records')
      .columns(['kind', 'status', 'number'])
      .execute()
    await db.schema.createIndex('records_channel').on('records').columns(['channel', 'kind']).execute()

    await db.schema
      .createTable('applied')
      .addColumn('cause', 'text', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
  },
}

/** The tables as this migration made them, whatever later ones do to them. */
const seeded = (db: Kysely<unknown>) =>
  db.withTables<{ chain: { id: number; position: number; hash: string } }>()
