import { sql } from 'kysely'
import { expect } from 'vitest'
import { later, start } from '../record.ts'
import type { Seed } from './seed.ts'

const target = 'Deployment a/api'
const until = later(3_600_000)

export const afterLocks: Seed = {
  after: '0004-locks',

  async write(db) {
    const body = `{"target":"${target}","holder":"rem-1","kind":"running","by":"U_ana","why":"Restart","since":"${start.toISOString()}","until":"${until.toISOString()}"}`
    await sql`insert into locks values (${target}, 'rem-1', ${until.getTime()}, ${body})`.execute(db)
  },

  async expectIn(store) {
    expect(await store.heldLocks(start)).toMatchObject([{ target, holder: 'rem-1', kind: 'running' }])
    expect(await store.heldLocks(until)).toEqual([])
  },
}
