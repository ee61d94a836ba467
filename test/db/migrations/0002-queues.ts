import { sql } from 'kysely'
import { expect } from 'vitest'
import { later, start } from '../record.ts'
import type { Seed } from './seed.ts'

export const afterQueues: Seed = {
  after: '0002-queues',

  async write(db) {
    const at = start.getTime()
    await sql`insert into outbox values
      (1, 'done', 'INC-1', 1, 'post', '{}', 'done', 1, 1, 0, 0, null, 0, null, ${at}, ${at}),
      (2, 'begun', 'INC-1', 2, 'post', '{"n":2}', 'sending', 1, 1, 0, 0, 'gone', ${at}, null, ${at}, ${at}),
      (3, 'failed', 'INC-2', 3, 'post', '{}', 'failed', 1, 1, 0, 0, null, 0, 'is_archived', ${at}, ${at})`.execute(
      db,
    )
    await sql`update counters set value = 3 where name = 'outbox'`.execute(db)
    await sql`insert into jobs values ('remind', 'waiting', 'remind', '{"n":1}', ${at + 1000}, 0, null, 0, null)`.execute(
      db,
    )
    await sql`insert into deliveries values ('E2', 1, 'event', '{"text":"hi"}', ${at}, 1, 0, null)`.execute(
      db,
    )
    await sql`update counters set value = 1 where name = 'deliveries'`.execute(db)
    await sql`insert into posts values ('done', 'C1', '1.2', 'd')`.execute(db)
  },

  async expectIn(store) {
    expect(await store.takeOutgoing('me', start, 1000, 10)).toMatchObject([
      { key: 'begun', payload: { n: 2 }, uncertain: true, attempts: 2 },
    ])
    expect(await store.failedOutgoing(10)).toMatchObject([{ key: 'failed', error: 'is_archived' }])
    expect(await store.takeJobs('me', later(1000), 1000, 10)).toMatchObject([
      { key: 'remind', payload: { n: 1 } },
    ])
    expect(await store.unfinishedDeliveries()).toMatchObject([{ id: 'E2', attempts: 1 }])
    expect(await store.post('done')).toEqual({ key: 'done', channel: 'C1', ts: '1.2', digest: 'd' })
  },
}
