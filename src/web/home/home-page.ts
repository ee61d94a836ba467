import type { Hono } from 'hono'
import { html } from 'hono/html'
import { openStatuses } from '../../domain/incident.ts'
import { page } from '../layout.ts'
import { readerOf, type Sources } from '../reader.ts'
import { zoneNote } from '../words.ts'
import { handoffs, recentHandoffs } from './handoffs.ts'
import { openIncidents, pastIncidents } from './incidents.ts'

const mostOpen = 200
const mostPast = 100

/** What is on now, what was lately, and how the shifts were handed over. */
export function serveHome(site: Hono, core: Sources): void {
  site.get('/', async (context) => {
    const [open, past, passed] = await Promise.all([
      core.store.list({ kind: 'incident', statuses: openStatuses, limit: mostOpen }),
      core.store.list({ kind: 'incident', statuses: ['resolved', 'closed'], limit: mostPast }),
      recentHandoffs(core),
    ])
    const reader = readerOf(core)
    const { name } = core.library.organization()
    context.header('cache-control', 'no-cache')
    return context.html(
      page(
        { title: 'Incidents', refresh: open.length > 0 ? 30 : undefined, foot: zoneNote(reader) },
        html`<main class="list">
          <p class="eyebrow">${name}</p>
          <h1>Incidents</h1>
          ${openIncidents(open, reader)}
          ${pastIncidents(past, reader)}
          ${handoffs(passed, reader)}
        </main>`,
      ),
    )
  })
}
