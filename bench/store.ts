import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { type OpenStore, openStore } from '../db/store.ts'
import type { Append } from '../src/app/ports/store.ts'

/** One line of the table. `aim` is what must hold, where something must. */
export type StoreFigure = { what: string; value: number; unit: string; aim?: number }

/** What the record costs, on this machine's disk. */
export async function storeFigures(): Promise<StoreFigure[]> {
  const small = await measured(1_000)
  const large = await measured(100_000)
  return [
    { what: 'Decisions appended, one transaction each', value: large.appendsPerSecond, unit: '/s' },
    { what: 'Timeline of 5,000 entries', value: large.timelineMs, unit: 'ms', aim: 10 },
    { what: 'An incident read and written beside 1,000', value: small.changeMs, unit: 'ms' },
    { what: 'An incident read and written beside 100,000', value: large.changeMs, unit: 'ms' },
    { what: 'Ratio of the two', value: large.changeMs / small.changeMs, unit: '×', aim: 1.3 },
    { what: '100,000 events verified', value: large.verifyMs, unit: 'ms' },
  ]
}

async function measured(incidents: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-'))
  const file = path.join(folder, 'muster.db')
  const store = await openStore({ url: `sqlite:${file}` })
  try {
    fill(file, incidents)
    const stream = 'INC-1000000'
    const began = performance.now()
    const appends = 2_000
    for (let n = 0; n < appends; n++) await store.append(change(stream, n, 1))
    const appendsPerSecond = appends / ((performance.now() - began) / 1000)

    await store.append(change('INC-1000001', 0, 5_000))
    const timelineMs = await median(30, () => store.timeline('INC-1000001'))
    let version = appends
    const changeMs = await median(500, () => readAndWrite(store, stream, version++))
    await store.append(change('INC-1000002', 0, 90_000))
    const verifyMs = await median(1, () => store.verify())
    return { appendsPerSecond, timelineMs, changeMs, verifyMs }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** What a click costs the record: the incident read, a list of the open ones, the change written. */
async function readAndWrite(store: OpenStore, stream: string, version: number): Promise<void> {
  await store.load(stream)
  await store.list({ kind: 'incident', statuses: ['declared'], limit: 20 })
  await store.append(change(stream, version, 1))
}

function change(stream: string, expected: number, events: number): Append<{ type: string }, unknown> {
  const text = 'Jobs fail since the Dynex platform stopped answering; the fallback is being prepared.'
  return {
    stream,
    kind: 'incident',
    expected,
    at: new Date(),
    actor: 'U_ANA',
    events: Array.from({ length: events }, () => ({ type: 'noted', text })),
    state: { id: stream, title: 'Dynex is down', notes: text.repeat(20) },
    summary: {
      stream,
      kind: 'incident',
      number: Number(stream.slice(4)),
      title: 'Dynex is down',
      status: 'declared',
      openedAt: new Date().toISOString(),
    },
    cause: `${stream}/${expected}`,
    outgoing: [
      { key: `${stream}/card`, lane: stream, kind: 'show', payload: { incident: stream }, redraw: true },
    ],
    jobs: [],
    cancel: [],
  }
}

/** Closed incidents of years, put in from outside: appending each would be measuring something else. */
function fill(file: string, incidents: number): void {
  const raw = new Sqlite(file)
  raw
    .prepare(`
      with recursive old(n) as (select 1 union all select n + 1 from old where n < ?)
      insert into records
      select 'INC-' || n, 'incident', n, 0, ?, 'Old trouble', 'closed', 'p1', 'nqba', 'U_ANA', 'C' || n,
        '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.000Z' from old`)
    .run(incidents, JSON.stringify({ notes: 'x'.repeat(1500) }))
  raw.close()
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  return took[Math.floor(took.length / 2)] ?? 0
}
