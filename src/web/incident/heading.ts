import { html } from 'hono/html'
import type { Incident } from '../../domain/incident.ts'
import { severityBadge, statusBadge } from '../badges.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { time, who, words } from '../words.ts'
import type { View } from './view.ts'

/** What broke, how bad it is, who leads, and the newest words for stakeholders. */
export function heading(incident: Incident, view: View, reader: Reader): Html {
  const { id, severity, status, service, commander, channel, update, cause, postmortem } = incident
  return html`<header class="head">
    <p class="badges">${severityBadge(severity)}${statusBadge(status)}<span class="id">${id}</span>${live(view)}</p>
    <h1>${words(incident.title, reader)}</h1>
    <p class="facts">
      ${service ? html`<span>${reader.service(service)}</span>` : ''}
      <span>led by <strong>${who(commander, reader)}</strong></span>
      ${channel ? html`<span>#${channel.name}</span>` : ''}
      ${postmortem ? html`<a href="/postmortems/${incident.number}">Post-mortem</a>` : ''}
    </p>
    ${cause ? html`<p class="lead"><strong>Cause</strong> ${words(cause, reader)}</p>` : ''}
    ${update ? html`<p class="lead"><strong>Update</strong> ${words(update.text, reader)} <span class="facts"><span>${who(update.by, reader)}, ${time(update.at, reader, 'minute')}</span></span></p>` : ''}
  </header>`
}

const live = ({ live, toggleLive }: View): Html =>
  toggleLive
    ? html`<span class="live ${live ? 'on' : 'off'}">${live ? 'Live' : 'Not live'} <a href="${toggleLive}">${live ? 'keep still' : 'follow'}</a></span>`
    : html``
