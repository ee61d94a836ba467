import type { Hono } from 'hono'
import { html } from 'hono/html'
import { streamOf } from '../../app/change.ts'
import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent } from '../../domain/incident-event.ts'
import { over } from '../../domain/lifecycle.ts'
import { NotHere } from '../failures.ts'
import { page } from '../layout.ts'
import { numberOf, numberPattern } from '../number.ts'
import { readerOf, type Sources } from '../reader.ts'
import { words, zoneNote } from '../words.ts'
import { changes } from './changes.ts'
import { heading } from './heading.ts'
import { milestones } from './milestones.ts'
import { playbookRuns } from './runs.ts'
import { timeline } from './timeline.ts'
import { readView } from './view.ts'

const everySeconds = 15

/** One incident as it stands: read-only, drawn again by itself while it is open. */
export function serveIncidents(site: Hono, core: Sources): void {
  site.get(`/incidents/:number{${numberPattern}}`, async (context) => {
    const number = numberOf(context.req.param('number'))
    const stream = streamOf(`INC-${number}`)
    const incident = (await core.store.load<Incident>(stream))?.state
    if (!incident) throw new NotHere(`There is no INC-${number} in the record.`)
    const entries = await core.store.timeline<IncidentEvent>(stream)
    const reader = readerOf(core)
    const view = readView(context.req.query(), `/incidents/${number}`, !over(incident))
    const pledge = incident.service
      ? core.library.service(incident.service)?.severities[incident.severity]
      : undefined
    const runs = await playbooksOf(core, incident)
    context.header('cache-control', 'no-cache')
    return context.html(
      page(
        {
          title: `${incident.id} ${words(incident.title, reader)}`,
          refresh: view.live ? everySeconds : undefined,
          foot: zoneNote(reader),
        },
        html`<main class="incident">
          ${heading(incident, view, reader)}
          ${milestones(incident, pledge, reader)}
          <div class="columns">
            <div class="work">
              ${playbookRuns(incident, runs, reader)}
              ${changes(incident, reader)}
            </div>
            ${timeline({ incident, entries, view, reader })}
          </div>
        </main>`,
      ),
    )
  })
}

/** A run whose playbook is gone from the record is shown by its title alone. */
async function playbooksOf(core: Sources, incident: Incident) {
  return Promise.all(
    incident.runs.map(async (run) => ({ run, playbook: await core.store.definition(run.digest) })),
  )
}
