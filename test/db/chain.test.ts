import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../db/store.ts'
import { databaseIn, folder, inMemory } from './places.ts'
import { decision, note } from './record.ts'

/** A record of `count` events over three incidents, closed; and a way to tamper with it. */
async function written(count: number) {
  const { url, file } = databaseIn(folder())
  const store = await openStore({ url })
  const versions = [0, 0, 0]
  for (let n = 0; n < count; n++) {
    const which = n % 3
    const version = versions[which] ?? 0
    await store.append(decision(which + 1, version, [note(`event ${n}`)], { cause: `E${n}` }))
    versions[which] = version + 1
  }
  await store.close()
  return { url, file }
}

/** What somebody with the file and no scruples can do. */
function tamper(file: string, work: (raw: Sqlite.Database) => void) {
  const raw = new Sqlite(file)
  raw.exec('drop trigger events_no_update; drop trigger events_no_delete')
  try {
    work(raw)
  } finally {
    raw.close()
  }
}

async function verdict(url: string) {
  const store = await openStore({ url })
  try {
    return await store.verify()
  } finally {
    await store.close()
  }
}

describe('the hash chain', () => {
  test('holds after any appends to any incidents', async () => {
    const appends = fc.array(
      fc.record({
        incident: fc.integer({ min: 1, max: 4 }),
        texts: fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
      }),
      { maxLength: 25, size: 'max' },
    )
    await fc.assert(
      fc.asyncProperty(appends, async (list) => {
        const store = await inMemory()
        const versions = new Map<number, number>()
        for (const { incident, texts } of list) {
          const version = versions.get(incident) ?? 0
          await store.append(decision(incident, version, texts.map(note)))
          versions.set(incident, version + texts.length)
        }
        const count = list.reduce((sum, { texts }) => sum + texts.length, 0)
        const { events, head, broken } = await store.verify()
        expect(broken).toBeUndefined()
        expect(events).toBe(count)
        expect(head).toMatch(/^[0-9a-f]{64}$/)
      }),
      { numRuns: 40 },
    )
  })

  test('is walked to its end however long it is', async () => {
    const store = await inMemory()
    await store.append(
      decision(
        1,
        0,
        Array.from({ length: 2000 }, () => note('a')),
      ),
    )
    expect(await store.verify()).toMatchObject({ events: 2000 })
  })

  test('finds and names any single byte changed in any event', async () => {
    const { file, url } = await written(9)
    const columns = [
      'stream',
      'seq',
      'at',
      'actor',
      'type',
      'data',
      'cause',
      'prev',
      'hash',
      'position',
    ] as const
    const raw = new Sqlite(file)
    raw.exec('drop trigger events_no_update')
    const store = await openStore({ url })
    let tried = 0

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...columns),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        async (position, column, where, flip) => {
          const before = raw
            .prepare<[number], Record<string, unknown>>('select * from events where position = ?')
            .get(position)
          const value = before?.[column]
          const bytes = Buffer.from(String(value))
          const at = where % bytes.length
          bytes[at] = ((bytes[at] ?? 0) ^ flip) & 0x7f
          const text = bytes.toString()
          const changed = typeof value === 'number' ? Number(text) : text
          fc.pre(typeof changed === 'string' || Number.isSafeInteger(changed))
          fc.pre(changed !== value)
          const taken = typeof changed === 'number' && column === 'position' && changed >= 1 && changed <= 9
          fc.pre(!taken)
          const clash = raw.prepare('select 1 from events where stream = ? and seq = ?')
          fc.pre(column !== 'seq' || !clash.get(before?.stream, changed))
          fc.pre(column !== 'stream' || !clash.get(changed, before?.seq))

          const put = raw.prepare(`update events set ${column} = ? where stream = ? and seq = ?`)
          put.run(changed, before?.stream, before?.seq)
          const { broken } = await store.verify()
          const name = column === 'stream' || column === 'seq' ? { ...before, [column]: changed } : before
          raw
            .prepare(`update events set ${column} = ? where stream = ? and seq = ?`)
            .run(value, name?.stream, name?.seq)

          tried += 1
          expect(broken).toBeDefined()
          const byName = broken?.stream === before?.stream && broken?.seq === before?.seq
          expect(byName || broken?.position === position).toBe(true)
        },
      ),
      { numRuns: 300 },
    )

    raw.close()
    expect(tried).toBeGreaterThan(100)
    expect((await store.verify()).broken).toBeUndefined()
    await store.close()
  })

  test('says that an event was changed', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) => raw.exec(`update events set actor = 'U_eve' where position = 5`))
    expect(await verdict(url)).toMatchObject({
      events: 4,
      broken: { flaw: 'changed', position: 5, stream: 'INC-2', seq: 2 },
    })
  })

  test('says that an event is missing', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) => raw.exec('delete from events where position = 5'))
    expect(await verdict(url)).toMatchObject({ events: 4, broken: { flaw: 'missing', position: 5 } })
  })

  test('says so too when the gap was closed', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) =>
      raw.exec(
        'delete from events where position = 5; update events set position = position - 1 where position > 5',
      ),
    )
    expect(await verdict(url)).toMatchObject({ events: 4, broken: { flaw: 'missing', position: 5 } })
  })

  test('says that two events changed places', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) =>
      raw.exec(`update events set position = 99 where position = 4;
        update events set position = 4 where position = 5;
        update events set position = 5 where position = 99`),
    )
    expect(await verdict(url)).toMatchObject({
      events: 3,
      broken: { flaw: 'reordered', position: 4, stream: 'INC-2', seq: 2 },
    })
  })

  test('notices that the end was cut off', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) => raw.exec('delete from events where position > 7'))
    expect(await verdict(url)).toMatchObject({ events: 7, broken: { flaw: 'missing', position: 8 } })
  })

  test('notices the cut even when the chain was told to end there', async () => {
    const { url, file } = await written(9)
    tamper(file, (raw) =>
      raw.exec(`delete from events where position > 7;
        update chain set position = 7, hash = (select hash from events where position = 7)`),
    )
    expect(await verdict(url)).toMatchObject({
      broken: { flaw: 'missing', stream: 'INC-2', seq: 3 },
    })
  })

  test('the database refuses to change or remove an event in the first place', async () => {
    const { file } = await written(3)
    const raw = new Sqlite(file)
    expect(() => raw.exec(`update events set actor = 'U_eve'`)).toThrow('append-only')
    expect(() => raw.exec('delete from events')).toThrow('append-only')
    raw.close()
  })
})
