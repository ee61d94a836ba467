import { describe, expect, test } from 'vitest'
import { connect } from '../../db/connection.ts'
import { locate } from '../../db/location.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { openStore } from '../../db/store.ts'
import { afterRecord } from './migrations/0001-record.ts'
import { afterQueues } from './migrations/0002-queues.ts'
import { afterKept } from './migrations/0003-kept.ts'
import { afterLocks } from './migrations/0004-locks.ts'
import type { Seed } from './migrations/seed.ts'
import { databaseIn, folder } from './places.ts'
import { start } from './record.ts'

/** One for each migration: data as it was written when that was the newest. */
const seeds: readonly Seed[] = [afterRecord, afterQueues, afterKept, afterLocks]

describe('a database of any age', () => {
  test('every migration has its seed', () => {
    expect(seeds.map(({ after }) => after)).toEqual(migrations.map(({ name }) => name))
  })

  test.each(seeds)('is carried from $after to the newest form with its data whole', async (seed) => {
    const { url } = databaseIn(folder())
    const { base } = connect(locate(url), 1000)
    const upTo = migrations.findIndex(({ name }) => name === seed.after) + 1
    await migrate(base, migrations.slice(0, upTo), start)
    for (const earlier of seeds.slice(0, upTo)) await earlier.write(base)
    await base.destroy()

    const store = await openStore({ url })

    for (const earlier of seeds.slice(0, upTo)) await earlier.expectIn(store)
    expect((await store.verify()).broken).toBeUndefined()
    await store.close()
  })

  test('is left as it was when a migration fails half-way', async () => {
    const { url } = databaseIn(folder())
    const { base } = connect(locate(url), 1000)
    const [first] = migrations
    if (!first) throw new Error('there is a first migration')
    await migrate(base, [first], start)
    const broken = {
      name: '0002-broken',
      async up(db: typeof base) {
        await db.schema.createTable('half').addColumn('a', 'text').execute()
        throw new Error('no further')
      },
    }

    await expect(migrate(base, [first, broken], start)).rejects.toThrow('no further')

    const tables = await base.introspection.getTables()
    expect(tables.map(({ name }) => name)).not.toContain('half')
    expect(await migrate(base, migrations, start)).toEqual(migrations.slice(1).map(({ name }) => name))
    await base.destroy()
  })
})
