import { html } from 'hono/html'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import { over } from '../../domain/lifecycle.ts'
import type { Pledge } from '../../domain/service.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { lasted, time } from '../words.ts'

type Milestone = { name: string; at: string | undefined; withinMs: number | undefined }

/** Declared, acknowledged, mitigated, resolved: when, after how long, and what was promised. */
export function milestones(incident: Incident, pledge: Pledge | undefined, reader: Reader): Html {
  const { declaredAt } = incident
  const steps: Milestone[] = [
    { name: 'Acknowledged', at: incident.acknowledgedAt, withinMs: pledge?.respondWithinMs },
    { name: 'Mitigated', at: incident.mitigatedAt, withinMs: undefined },
    { name: 'Resolved', at: incident.resolvedAt, withinMs: pledge?.resolveWithinMs },
  ]
  const waiting = over(incident) ? undefined : steps.find(({ at }) => !at)
  return html`<ol class="milestones">
    <li class="reached"><span class="name">Declared</span>
      <span class="value">${time(declaredAt, reader, 'minute')}</span>
      <span class="note">${time(declaredAt, reader, 'day')}</span></li>
    ${steps.map((step) => milestone(step, step === waiting, declaredAt, reader))}
  </ol>`
}

function milestone({ name, at, withinMs }: Milestone, waiting: boolean, from: string, reader: Reader): Html {
  const until = at ?? reader.now.toISOString()
  const late = withinMs !== undefined && (at || waiting) && Date.parse(until) - Date.parse(from) > withinMs
  const promise = withinMs === undefined ? '' : `promised ${formatDuration(withinMs)}`
  if (!at && !waiting)
    return html`<li><span class="name">${name}</span><span class="value">–</span><span class="note">${promise}</span></li>`
  return html`<li class="${at ? 'reached' : 'waiting'}${late ? ' late' : ''}"><span class="name">${at ? name : `Not ${name.toLowerCase()} yet`}</span>
    <span class="value">${lasted(from, until)}</span>
    <span class="note">${at ? html`at ${time(at, reader, 'minute')}` : 'so far'}${promise && `, ${promise}`}</span></li>`
}
