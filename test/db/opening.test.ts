import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/store.ts'
import { databaseIn, folder } from './places.ts'
import { decision, job, note, outgoing, start } from './record.ts'

describe('opening the record', () => {
  test('makes the folder and the file, and finds everything there the next time', async () => {
    const { url, file } = databaseIn(path.join(folder(), 'data', 'muster'))
    const first = await openStore({ url })
    await first.append(decision(1, 0, [note('a')]))
    await first.close()
    expect(existsSync(`${file}-wal`)).toBe(false)

    const second = await openStore({ url })
    expect(await second.timeline('INC-1')).toHaveLength(1)
    await second.close()
  })

  test('writes ahead, so that nobody who reads waits for a writer', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url })
    const raw = new Sqlite(file, { readonly: true })
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
    raw.close()
    await store.close()
  })

  test('finishes what was asked before it closes, and may be closed twice', async () => {
    const { url } = databaseIn(folder())
    const store = await openStore({ url })
    const asked = Array.from({ length: 20 }, (_, n) => store.append(decision(n + 1, 0, [note('a')])))
    await Promise.all([store.close(), store.close()])
    expect(await Promise.all(asked)).toEqual(Array(20).fill('appended'))
    await expect(store.load('INC-1')).rejects.toThrow()
  })

  test('a start that is told it is the only one takes up at once what a dead one had begun', async () => {
    const { url } = databaseIn(folder())
    const dead = await openStore({ url })
    await dead.enqueue([outgoing('card')], [job('remind', start)])
    await dead.takeOutgoing('dead', start, 60_000, 10)
    await dead.takeJobs('dead', start, 60_000, 10)
    await dead.close()

    const store = await openStore({ url, soleOwner: true })

    expect(await store.takeOutgoing('new', start, 60_000, 10)).toMatchObject([
      { key: 'card', uncertain: true },
    ])
    expect(await store.takeJobs('new', start, 60_000, 10)).toMatchObject([{ key: 'remind', attempts: 2 }])
    await store.close()
  })
})

describe('the record says what to do', () => {
  const opening = (url: string) => openStore({ url, lockWaitMs: 50 })

  test('when DATABASE_URL is not one', async () => {
    await expect(opening('./data/muster.db')).rejects.toThrow('must look like sqlite:./data/muster.db')
    await expect(opening('sqlite:')).rejects.toThrow('must look like')
    await expect(opening('postgres://localhost/muster')).rejects.toThrow('cannot use yet')
  })

  test('when the folder cannot be made', async () => {
    const place = folder()
    writeFileSync(path.join(place, 'data'), '')
    await expect(opening(`sqlite:${place}/data/muster.db`)).rejects.toMatchObject({
      trouble: 'not-writable',
      message: `The folder ${place}/data cannot be written. Check its owner and rights.`,
    })
  })

  test('when a folder stands where the file should be', async () => {
    const { url, file } = databaseIn(folder())
    mkdirSync(file)
    await expect(opening(url)).rejects.toMatchObject({ trouble: 'not-writable' })
  })

  test('when the file is something else', async () => {
    const { url, file } = databaseIn(folder())
    writeFileSync(file, 'Dear diary, '.repeat(1000))
    await expect(opening(url)).rejects.toMatchObject({ trouble: 'not-a-database' })
    expect(readFileSync(file, 'utf8')).toContain('Dear diary')
  })

  test('when the database belongs to another program, and leaves it as it is', async () => {
    const { url, file } = databaseIn(folder())
    const raw = new Sqlite(file)
    raw.exec('create table diary (day text)')
    raw.close()
    const before = readFileSync(file)
    await expect(opening(url)).rejects.toMatchObject({ trouble: 'foreign' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('when the file is damaged', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url })
    for (let n = 1; n <= 50; n++) await store.append(decision(n, 0, [note('x'.repeat(2000))]))
    await store.close()
    const bytes = readFileSync(file)
    // Everything after the first page, which holds the schema.
    bytes.fill(0x5a, 4096)
    writeFileSync(file, bytes)

    await expect(opening(url)).rejects.toMatchObject({
      trouble: 'corrupt',
      message: expect.stringContaining('restore the last backup'),
    })
  })

  test('when it was written by a newer Muster', async () => {
    const { url, file } = databaseIn(folder())
    await (await openStore({ url })).close()
    const raw = new Sqlite(file)
    raw.exec(`insert into migrations values ('9999-future', '2030-01-01')`)
    raw.close()
    await expect(opening(url)).rejects.toMatchObject({
      trouble: 'newer',
      message: expect.stringContaining('9999-future'),
    })
  })

  test('when another Muster already works on it, and lets go once that one stops', async () => {
    const { url } = databaseIn(folder())
    const first = await openStore({ url, soleOwner: true })
    await expect(openStore({ url, soleOwner: true, lockWaitMs: 20 })).rejects.toMatchObject({
      trouble: 'in-use',
      message: expect.stringContaining('Stop it first'),
    })
    await first.close()
    await (await openStore({ url, soleOwner: true })).close()
  })

  test('when somebody holds the lock too long, without losing what comes after', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url, lockWaitMs: 100 })
    onTestFinished(() => store.close())
    const raw = new Sqlite(file)
    raw.exec('begin immediate')

    await expect(store.append(decision(1, 0, [note('a')]))).rejects.toMatchObject({ trouble: 'locked' })

    raw.exec('rollback')
    raw.close()
    expect(await store.append(decision(1, 0, [note('a')]))).toBe('appended')
  })

  test('waiting for a lock does not stop the rest of the process', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url, lockWaitMs: 10_000 })
    onTestFinished(() => store.close())
    const raw = new Sqlite(file)
    raw.exec('begin immediate')
    const appended = store.append(decision(1, 0, [note('a')]))
    // The lock is let go by this same process: a blocked one never could.
    setTimeout(() => raw.exec('rollback'), 30)
    expect(await appended).toBe('appended')
    raw.close()
  })
})
