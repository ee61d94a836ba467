import { html, raw } from 'hono/html'
import { describe, type Voice } from '../../domain/describe.ts'
import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../domain/incident-event.ts'
import { followNotes, happenedAt, inOrder, type Note } from '../../domain/postmortem/notes.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { time } from '../words.ts'
import type { View } from './view.ts'
import { escaped, htmlVoice } from './voice.ts'

/** What the bot does for itself: there, but no louder than it has to be. */
const quiet: readonly IncidentEvent['type'][] = [
  'channel-opened',
  'responders-invited',
  'check-started',
  'remediation-started',
  'gap-found',
  'postmortem-written',
  'note-edited',
  'note-removed',
]

type Told = { incident: Incident; entries: readonly TimelineEntry[]; view: View; reader: Reader }

/** Everything that happened, a list for each day. */
export function timeline({ incident, entries, view, reader }: Told): Html {
  const notes = followNotes(entries)
  const voice = htmlVoice(reader)
  const ordered = view.newestFirst ? inOrder(entries).reverse() : inOrder(entries)
  const days = Map.groupBy(ordered, (entry) => reader.calendar.day(happenedAt(entry)))
  return html`<section class="timeline" id="timeline" aria-label="Timeline">
    <h2>Timeline <span class="count">${entries.length}</span>
      <a class="aside" href="${view.toggleOrder}">${view.newestFirst ? 'Oldest first' : 'Newest first'}</a></h2>
    ${[...days].map(
      ([day, told]) => html`<h3>${day}</h3>
        <ol>${told.map((entry) => line(entry, { note: notes.get(entry.seq), incident, voice, reader }))}</ol>`,
    )}
  </section>`
}

type Around = { note: Note | undefined; incident: Incident; voice: Voice; reader: Reader }

function line(entry: TimelineEntry, { note, incident, voice, reader }: Around): Html {
  const { event, actor, seq } = entry
  const kind = event.type === 'phase-started' ? 'turn' : quiet.includes(event.type) ? 'quiet' : ''
  const said =
    event.type === 'noted' && event.source && note
      ? kept(note, event.source, voice)
      : event.type === 'note-edited'
        ? 'edited a kept message'
        : describe(event, incident, voice)
  return html`<li id="e${seq}" class="${kind}">${time(happenedAt(entry), reader)}<div><p>${raw(`${voice.person(actor)} ${said}`)}</p>${evidence(event)}</div></li>`
}

function kept(note: Note, source: { author: string; permalink?: string }, voice: Voice): string {
  const link =
    source.permalink && /^https:\/\//.test(source.permalink)
      ? ` <a href="${escaped(source.permalink)}" rel="noreferrer">in Slack</a>`
      : ''
  const author = voice.person(source.author)
  return note.removed
    ? `kept a message of ${author} that was deleted later`
    : `kept what ${author} wrote: <q>${voice.line(note.text, 3000)}</q>${note.edited ? ' (edited)' : ''}${link}`
}

function evidence(event: IncidentEvent): Html {
  const lines = 'evidence' in event ? event.evidence : []
  return lines.length > 0
    ? html`<details class="evidence"><summary>What was seen</summary><pre>${lines.join('\n')}</pre></details>`
    : html``
}
