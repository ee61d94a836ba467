import { html } from 'hono/html'
import { formatDuration } from '../../domain/duration.ts'
import type { EscalationLevel, Pledge, Service } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'
import { type Leads, paragraphs } from './prose.ts'

/** `names`: how people named in service.yml are called. */
type Around = { reader: Reader; leads: Leads; names(people: readonly string[]): string[] }

/** What a service promises at each severity, who is asked when, and where to look: the front of its runbook. */
export function promisesOf(service: Service, { reader, leads, names }: Around): Html {
  const { summary, escalation, dashboards } = service
  const pledges = severities.flatMap((severity) => {
    const pledge = service.severities[severity]
    return pledge ? [{ severity, pledge }] : []
  })
  const section = (title: string, rows: Html[]): Html =>
    rows.length === 0
      ? html``
      : html`<section class="shelf"><h2>${title}</h2><ul class="titles">${rows}</ul></section>`
  return html`${summary ? html`<p class="summary">${paragraphs(summary, leads)}</p>` : ''}
    ${section(
      'Severities',
      pledges.map(
        ({ severity, pledge }) => html`<li><span><strong>${severity.toUpperCase()}</strong>
          ${words(pledge.definition ?? '', reader)}</span><span class="when">${promised(pledge)}</span></li>`,
      ),
    )}
    ${section(
      'Escalation',
      escalation.map((level) => {
        const reached = [...names(level.people), ...(level.userGroup ? [level.userGroup] : [])].join(', ')
        const contact = level.contact ? html` · ${words(level.contact, reader)}` : ''
        return html`<li><span><strong>${words(level.name, reader)}</strong> ${words(reached, reader)}${contact}</span>
          <span class="when">${whenAsked(level)}</span></li>`
      }),
    )}
    ${section(
      'Dashboards',
      dashboards.map(({ title, url }) => html`<li><a href="${url}">${words(title, reader)}</a></li>`),
    )}`
}

const promised = ({ respondWithinMs, resolveWithinMs, updateEveryMs }: Pledge): string =>
  [
    respondWithinMs !== undefined && `respond within ${formatDuration(respondWithinMs)}`,
    resolveWithinMs !== undefined && `resolve within ${formatDuration(resolveWithinMs)}`,
    updateEveryMs !== undefined && `update every ${formatDuration(updateEveryMs)}`,
  ]
    .filter(Boolean)
    .join(', ')

/** One delay where all severities have it; else the severities of each: `P0 at once, P1 and P2 after 1h`. */
function whenAsked({ afterMs }: EscalationLevel): string {
  const delays = new Map<number, string[]>()
  for (const severity of severities) {
    const ms = afterMs[severity]
    if (ms !== undefined) delays.set(ms, [...(delays.get(ms) ?? []), severity.toUpperCase()])
  }
  return [...delays]
    .map(([ms, asked]) => {
      const when = ms === 0 ? 'at once' : `after ${formatDuration(ms)}`
      return asked.length === severities.length ? when : `${asked.join(' and ')} ${when}`
    })
    .join(', ')
}
