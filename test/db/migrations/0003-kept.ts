import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Seed } from './seed.ts'

export const afterKept: Seed = {
  after: '0003-kept',

  async write(db) {
    const playbook = '{"id":"a/b","service":"a","title":"B","declare":[],"phases":[]}'
    await sql`insert into definitions values ('d1', ${playbook})`.execute(db)
    await sql`insert into memory values ('gap', '"pins"')`.execute(db)
  },

  async expectIn(store) {
    expect(await store.definition('d1')).toMatchObject({ id: 'a/b', title: 'B' })
    expect(await store.recall('gap')).toBe('pins')
  },
}
