import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Seed } from './seed.ts'

const first = 'd152959cb9ef72bef4e60188c8b2c85001a7c94a8be5396bd32afd2d966239b3'
const second = 'c2afc88816b6302a9305748c35fe5d6b6d04aa43cac352fa12911290014da39e'
const zeros = '0'.repeat(64)

/** Hashes made once and frozen: that they still verify proves that the chain's rule has not moved. */
export const afterRecord: Seed = {
  after: '0001-record',

  async write(db) {
    await sql`insert into events values
      (1, 'INC-1', 1, '2026-11-21T03:00:00.000Z', 'U_ana', 'noted', '{"text":"It broke"}', 'E1', ${zeros}, ${first}),
      (2, 'INC-1', 2, '2026-11-21T03:00:05.000Z', 'U_bob', 'noted', '{"text":"Grüße 👩‍🚒"}', null, ${first}, ${second})`.execute(
      db,
    )
    await sql`update chain set position = 2, hash = ${second}`.execute(db)
    await sql`insert into records values ('INC-1', 'incident', 1, 2, '{"notes":["It broke"]}', 'Dynex is down',
      'declared', 'p0', 'nqba', 'U_ana', 'C1', '2026-11-21T03:00:00.000Z', null)`.execute(db)
    await sql`insert into applied values ('E1', 'INC-1', '2026-11-21T03:00:00.000Z')`.execute(db)
  },

  async expectIn(store) {
    expect(await store.timeline('INC-1')).toEqual([
      {
        stream: 'INC-1',
        seq: 1,
        at: '2026-11-21T03:00:00.000Z',
        actor: 'U_ana',
        event: { type: 'noted', text: 'It broke' },
      },
      {
        stream: 'INC-1',
        seq: 2,
        at: '2026-11-21T03:00:05.000Z',
        actor: 'U_bob',
        event: { type: 'noted', text: 'Grüße 👩‍🚒' },
      },
    ])
    expect(await store.load('INC-1')).toEqual({ state: { notes: ['It broke'] }, version: 2 })
    expect(await store.list({ kind: 'incident', channel: 'C1' })).toMatchObject([
      { number: 1, title: 'Dynex is down', severity: 'p0', service: 'nqba', owner: 'U_ana' },
    ])
    expect(await store.applied('E1')).toBe('INC-1')
  },
}
