import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/store.ts'
import { databaseIn, folder } from './places.ts'
import type { Note } from './record.ts'

const script = path.join(import.meta.dirname, 'worker.ts')

/** Starts a worker and answers what it told; kills it with SIGKILL once it told `killAfter` things. */
async function worker(args: string[], killAfter = Number.POSITIVE_INFINITY): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = once(child, 'close')
  const told: string[] = []
  for await (const line of createInterface(child.stdout)) {
    told.push(line)
    if (told.length === killAfter) child.kill('SIGKILL')
  }
  const [code, signal] = await ended
  expect([0, 'SIGKILL']).toContain(code ?? signal)
  return told
}

const named = (told: string[], word: string) =>
  told.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))

const duplicates = (list: string[]) => list.filter((one, n) => list.indexOf(one) !== n)

async function notes(url: string) {
  const store = await openStore({ url })
  const timeline = await store.timeline<Note>('INC-1')
  const { broken } = await store.verify()
  await store.close()
  return { texts: timeline.map(({ event }) => event.text), broken }
}

describe('after kill -9', () => {
  test('right after each thing it said, the next start knows exactly what was left', async () => {
    const { url } = databaseIn(folder())
    const told: string[] = []
    let open: string[] = []
    for (let lines = 1; lines <= 12; lines++) {
      const now = await worker([url, `w${lines}`, '1000', 'sole', `${lines}`])
      expect(now).toHaveLength(lines)
      told.push(...now)
      const again = named(now, 'took-again')
      expect(open).toEqual(expect.arrayContaining(again))
      const ended = named(now, 'finished')
      open = [...open, ...named(now, 'took')].filter((key) => !ended.includes(key))
    }
    const last = await worker([url, 'last', '0', 'sole'])
    told.push(...last)

    // What was told to be begun and not to be ended is begun again with a warning; nothing else is.
    expect(named(told, 'took-again').length).toBeGreaterThan(0)
    expect(named(last, 'took-again').sort()).toEqual(open.sort())
    const { texts, broken } = await notes(url)
    expect(broken).toBeUndefined()
    expect([...texts].sort()).toEqual(named(told, 'appended').sort())
    const wanted = texts.flatMap((text) => [`message-${text}`, `job-${text}`]).sort()
    expect(named(told, 'finished').sort()).toEqual(wanted)
  })

  test('at any moment, everything acknowledged is there, nothing is doubled, nothing is forgotten', async () => {
    const { url } = databaseIn(folder())
    const told: string[] = []
    for (const [n, killAfter] of [1, 2, 5, 12, 31, 64].entries())
      told.push(...(await worker([url, `w${n}`, '1000', 'sole'], killAfter)))
    told.push(...(await worker([url, 'last', '1', 'sole'])))

    const { texts, broken } = await notes(url)
    expect(broken).toBeUndefined()
    expect(texts).toEqual(expect.arrayContaining(named(told, 'appended')))
    expect(duplicates(texts)).toEqual([])

    const finished = named(told, 'finished')
    const began = named(told, 'took')
    expect(duplicates(finished)).toEqual([])
    // Begun twice only with a warning that the first try's end is not known.
    expect(duplicates(began)).toEqual([])
    // All was done in the end, but for what was done and killed before it could be told: one a kill.
    const wanted = texts.flatMap((text) => [`message-${text}`, `job-${text}`])
    const untold = wanted.filter((key) => !finished.includes(key))
    expect(untold.length).toBeLessThanOrEqual(6)
    const store = await openStore({ url })
    expect(await store.nextDue()).toBeUndefined()
    await store.close()
  })
})

describe('when the disk takes no more', () => {
  test('a decision that cannot be kept is an error that says so, and those before it stand', async () => {
    const { url } = databaseIn(folder())
    const limited = ['-c', 'ulimit -f 400; exec "$0" "$@"', process.execPath, script, url, 'w', '100000']
    const child = spawn('bash', limited, { stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const [out, complaint, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])

    expect(code).toBe(1)
    expect(complaint).toContain('Check the disk and its space.')
    const { texts, broken } = await notes(url)
    expect(broken).toBeUndefined()
    expect(named(out.split('\n'), 'appended').sort()).toEqual(texts.sort())
    expect(texts.length).toBeGreaterThan(0)
  })
})

describe('two processes on one record', () => {
  test('lose nothing, double nothing, and apply a shared delivery once', async () => {
    const { url } = databaseIn(folder())
    const each = 60

    const told = await Promise.all([worker([url, 'ana', `${each}`]), worker([url, 'bob', `${each}`])])

    const { texts, broken } = await notes(url)
    expect(broken).toBeUndefined()
    const own = (who: string) => Array.from({ length: each }, (_, n) => `${who}-${n}`)
    expect([...texts].sort()).toEqual([...own('ana'), ...own('bob'), ...own('shared')].sort())
    const all = told.flat()
    expect(named(all, 'repeated')).toHaveLength(each)
    const wanted = texts.flatMap((text) => [`message-${text}`, `job-${text}`]).sort()
    expect(named(all, 'took').sort()).toEqual(wanted)
    expect(named(all, 'took-again')).toEqual([])
  })
})
