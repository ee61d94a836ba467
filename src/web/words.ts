import { html } from 'hono/html'
import { formatDuration } from '../domain/duration.ts'
import { bot } from '../domain/incident-event.ts'
import { isolated, oneLine, shortened } from '../domain/postmortem/literal.ts'
import { spoken } from '../domain/postmortem/spoken.ts'
import type { Html } from './layout.ts'
import type { Reader } from './reader.ts'

/** Somebody's words as one plain line; the template it is put into escapes it. */
export const words = (text: string, reader: Reader): string =>
  isolated(shortened(oneLine(spoken(text, reader.name)), 4000)) || '–'

export const who = (id: string, reader: Reader): string =>
  id === bot ? 'Muster' : isolated(oneLine(reader.name(id)))

type Precision = 'second' | 'minute' | 'day'

/** A moment in the organisation's time zone; hovering shows it whole. */
export function time(iso: string, { calendar }: Reader, precision: Precision = 'second'): Html {
  const whole = `${calendar.day(iso)}, ${calendar.second(iso)} ${calendar.zone}`
  return html`<time datetime="${iso}" title="${whole}">${calendar[precision](iso)}</time>`
}

/** `Friday 20 November 2026, 15:02` */
export const dayAndMinute = (iso: string, { calendar }: Reader): Html =>
  html`<time datetime="${iso}">${calendar.day(iso)}, ${calendar.minute(iso)}</time>`

export const lasted = (from: string, to: string | Date): string =>
  formatDuration((typeof to === 'string' ? Date.parse(to) : to.getTime()) - Date.parse(from))

export const zoneNote = ({ calendar, now }: Reader): string =>
  `Times are ${calendar.zone} (${calendar.offset(now.toISOString())}). Drawn at ${calendar.second(now.toISOString())}.`
