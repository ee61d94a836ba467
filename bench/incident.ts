import { rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { change } from '../src/app/change.ts'
import { declare } from '../src/app/incidents.ts'
import { writePostmortem } from '../src/app/jobs/write-postmortem.ts'
import { lookUp } from '../src/app/pictures.ts'
import { ok } from '../src/domain/result.ts'
import type { Muster } from '../src/muster.ts'
import { type Figure, median, timed } from './figure.ts'
import { inProcess } from './in-process.ts'

const entries = 5_000
const by = { actor: 'U0ANA000001' }

/** What it costs to find an incident and draw its card beside few and many others, and to write it up. */
export async function incidentFigures(): Promise<Figure[]> {
  const few = await beside(1_000, card)
  const many = await beside(100_000, card)
  const postmortem = await beside(0, written)
  return [
    { what: 'Incident card beside 1,000 incidents', value: few, unit: 'ms' },
    { what: 'Incident card beside 100,000 incidents', value: many, unit: 'ms' },
    { what: 'Ratio of the two cards', value: many / few, unit: '×', aim: 1.3 },
    { what: 'Post-mortem of 5,000 entries', value: postmortem, unit: 'ms', aim: 100 },
  ]
}

type Measured = { core: Muster['core']; folder: string; incident: string; channel: string }

/** As for a redraw after somebody acted in the channel: found by the channel, read, drawn. */
async function card({ core, incident, channel }: Measured): Promise<number> {
  const draw = async () => {
    await core.store.list({ kind: 'incident', channel, limit: 1 })
    const picture = await lookUp(core, { of: 'card', incident })
    if (!picture) throw new Error('There is no card')
    core.chat.digest(picture)
  }
  await timed(300, draw)
  return median(await timed(1_000, draw))
}

async function written({ core, folder, incident }: Measured): Promise<number> {
  const text = 'Jobs fail since the platform stopped answering; the fallback is being prepared.'
  await change(core, incident, by, () => ok(Array.from({ length: entries }, () => ({ type: 'noted', text }))))
  const job = { key: 'bench', kind: 'postmortem', payload: { incident }, dueAt: new Date(), attempts: 1 }
  return median(
    await timed(9, async () => {
      rmSync(path.join(folder, 'postmortems'), { recursive: true, force: true })
      await writePostmortem(core, job)
    }),
  )
}

const beside = (others: number, measure: (one: Measured) => Promise<number>): Promise<number> =>
  inProcess(async ({ muster, folder, file }) => {
    fill(file, others)
    const opened = await declare(muster.core, { severity: 'p1', service: 'nqba', title: 'Dynex is down' }, by)
    if (!opened.ok) throw new Error(opened.refusal.says)
    await muster.idle()
    const [found] = await muster.core.store.list({ kind: 'incident', statuses: ['declared'], limit: 1 })
    const incident = opened.value.incident.id
    return measure({ core: muster.core, folder, incident, channel: found?.channel ?? '' })
  })

/** Closed incidents of years, put in from outside, with numbers that no new one gets. */
function fill(file: string, incidents: number): void {
  const raw = new Sqlite(file)
  raw
    .prepare(`
      with recursive old(n) as (select 1000001 union all select n + 1 from old where n < 1000000 + ?)
      insert into records
      select 'incident-' || n, 'incident', n, 0, ?, 'Old trouble', 'closed', 'p1', 'nqba', 'U_ANA', 'C' || n,
        '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.000Z' from old where ? > 0`)
    .run(incidents, JSON.stringify({ notes: 'x'.repeat(1500) }), incidents)
  raw.close()
}
