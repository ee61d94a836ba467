import { html } from 'hono/html'
import type { Summary } from '../../app/ports/store.ts'
import { severityBadge, statusBadge } from '../badges.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { dayAndMinute, lasted, time, who, words } from '../words.ts'

/** The worst first, then the newest, as cards: what is broken, how bad, who leads, since when. */
export function openIncidents(open: readonly Summary[], reader: Reader): Html {
  if (open.length === 0)
    return html`<p class="calm">Nothing is open. Declare an incident in Slack with <code>/incident</code>.</p>`
  return html`<section aria-label="Open incidents">
    <h2>Open now <span class="count">${open.length}</span></h2>
    <ul class="cards">${bySeverity(open).map((one) => html`<li>${card(one, reader)}</li>`)}</ul>
  </section>`
}

const bySeverity = (open: readonly Summary[]) =>
  open.toSorted((a, b) => (a.severity ?? '~').localeCompare(b.severity ?? '~'))

const card = (
  one: Summary,
  reader: Reader,
): Html => html`<a class="card ${one.severity ?? ''}" href="/incidents/${one.number}">
  <span class="badges">${severityBadge(one.severity ?? '–')}${statusBadge(one.status)}<span class="id">INC-${one.number}</span></span>
  <strong class="title">${words(one.title, reader)}</strong>
  <span class="facts">
    ${one.service ? html`<span>${reader.service(one.service)}</span>` : ''}
    ${one.owner ? html`<span>led by ${who(one.owner, reader)}</span>` : ''}
    <span>open for ${lasted(one.openedAt, reader.now)}, since ${time(one.openedAt, reader, 'minute')}</span>
  </span>
</a>`

export function pastIncidents(past: readonly Summary[], reader: Reader): Html {
  if (past.length === 0) return html``
  return html`<section aria-label="Past incidents">
    <h2>Resolved</h2>
    <ul class="rows">${past.map((one) => html`<li>${row(one, reader)}</li>`)}</ul>
  </section>`
}

const row = (
  one: Summary,
  reader: Reader,
): Html => html`<span class="badges">${severityBadge(one.severity ?? '–')}<span class="id">INC-${one.number}</span></span>
  <span class="what"><a href="/incidents/${one.number}">${words(one.title, reader)}</a>
    <span class="facts">
      ${one.service ? html`<span>${reader.service(one.service)}</span>` : ''}
      <span>${dayAndMinute(one.openedAt, reader)}</span>
      ${one.endedAt ? html`<span>took ${lasted(one.openedAt, one.endedAt)}</span>` : ''}
    </span>
  </span>
  <a class="aside" href="/postmortems/${one.number}">Post-mortem${one.status === 'closed' ? '' : ' (draft)'}</a>`
