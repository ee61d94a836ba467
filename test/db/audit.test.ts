import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../db/store.ts'
import { evolveHandoff, postHandoff } from '../../src/domain/handoff.ts'
import { databaseIn, folder } from './places.ts'
import { decision, note, start } from './record.ts'

const cli = path.resolve(import.meta.dirname, '../../src/cli.ts')

/** Runs `muster` as an operator does. */
async function muster(args: string[], env: Record<string, string> = {}) {
  const run = promisify(execFile)(process.execPath, [cli, ...args], { env: { ...process.env, ...env } })
  try {
    const { stdout, stderr } = await run
    return { code: 0, stdout, stderr }
  } catch {
    const { exitCode } = run.child
    const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
    return { code: exitCode, stdout, stderr }
  }
}

describe('muster audit verify', () => {
  test('says how many events are sound and where the chain ends, while the bot works', async () => {
    const { url } = databaseIn(folder())
    const store = await openStore({ url, soleOwner: true })
    await store.append(decision(1, 0, [note('a'), note('b')], { kind: 'note' }))
    const { head } = await store.verify()

    const ran = await muster(['audit', 'verify'], { DATABASE_URL: url })

    expect(ran).toMatchObject({ code: 0, stdout: `Events: 2, each as it was written. Head: ${head}\n` })
    await store.append(decision(1, 2, [note('c')], { kind: 'note' }))
    expect(await muster(['audit', 'verify', '--database', url, '--head', head])).toMatchObject({ code: 0 })
    await store.close()
  })

  test('names the first broken entry and exits with 1', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url })
    await store.append(decision(1, 0, [note('a'), note('b'), note('c')]))
    await store.close()
    const raw = new Sqlite(file)
    raw.exec(`drop trigger events_no_update; update events set at = '2020-01-01' where seq = 2`)
    raw.close()

    const { code, stdout } = await muster(['audit', 'verify', '--database', url])

    expect(code).toBe(1)
    expect(stdout).toContain('Broken at event 2 (changed): INC-1 #2 was changed after it was written.')
    expect(stdout).toContain('Sound before it: 1.')
  })

  test('notices a record that was written anew, by the head noted before', async () => {
    const { url } = databaseIn(folder())
    const store = await openStore({ url })
    await store.append(decision(1, 0, [note('another story')]))
    await store.close()

    const { code, stdout } = await muster(['audit', 'verify', '--database', url, '--head', 'a'.repeat(64)])

    expect(code).toBe(1)
    expect(stdout).toContain('replaced or written anew')
  })

  test('notices a record that was changed while its events were left alone', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url })
    const posted = postHandoff({ by: 'U_ana', notes: 'All quiet', items: [], channel: 'shift' })
    if (!posted.ok) throw new Error(posted.refusal.says)
    const stream = 'handoff-1'
    const event = { ...posted.value, number: 1 }
    const at = start.toISOString()
    const state = evolveHandoff(undefined, { stream, seq: 1, at, actor: 'U_ana', event })
    const summary = { stream, kind: 'handoff', number: 1, title: 'x', status: 'posted', openedAt: at }
    const { events: _, ...more } = decision(1, 0, [])
    await store.append({ ...more, stream, kind: 'handoff', events: [event], state, summary })
    await store.close()
    expect(await muster(['audit', 'verify', '--database', url])).toMatchObject({ code: 0 })
    const raw = new Sqlite(file)
    raw.exec(`update records set state = json_set(state, '$.acceptedBy', 'U_mallory')`)
    raw.close()

    const { code, stdout } = await muster(['audit', 'verify', '--database', url])

    expect(code).toBe(1)
    expect(stdout).toContain('handoff-1 does not stand as its events make it')
  })

  test('makes no database where there is none', async () => {
    const { url, file } = databaseIn(folder())
    const { code, stderr } = await muster(['audit', 'verify', '--database', url])
    expect({ code, stderr }).toEqual({ code: 1, stderr: `There is no database at ${file}.\n` })
  })

  test('an unknown word is answered with what there is', async () => {
    const { code, stderr } = await muster(['audit'])
    expect(code).toBe(2)
    expect(stderr).toContain('muster audit verify')
  })
})
