import type { Voice } from '../describe.ts'
import type { Incident } from '../incident.ts'
import type { TimelineEntry } from '../incident-event.ts'
import type { Playbook } from '../playbook.ts'
import type { Pledge } from '../service.ts'

/** ISO times as people of one time zone read them. */
export type Calendar = {
  /** `Saturday 21 November 2026` */
  day(iso: string): string
  /** `03:14` */
  minute(iso: string): string
  /** `03:14:05` */
  second(iso: string): string
  /** `Europe/Berlin` */
  zone: string
  /** What the zone's clocks are set to then: `GMT+1`. */
  offset(iso: string): string
}

/** Everything a post-mortem is drawn from. The same facts always draw the same text. */
export type Facts = {
  incident: Incident
  /** The service's name, and what it promises at this severity. */
  service: string | undefined
  pledge: Pledge | undefined
  entries: readonly TimelineEntry[]
  /** Playbooks of the incident's runs, by digest. */
  playbooks: ReadonlyMap<string, Playbook>
  /** Speaks Markdown. */
  voice: Voice
  calendar: Calendar
}

/** Milliseconds between two ISO times; undefined while the second has not come. */
export const between = (from: string, to: string | undefined): number | undefined =>
  to === undefined ? undefined : Date.parse(to) - Date.parse(from)

/** `15:02`, and the day too where it is not the day of the declaration. */
export function moment({ incident, calendar }: Pick<Facts, 'incident' | 'calendar'>, iso: string): string {
  const day = calendar.day(iso)
  return day === calendar.day(incident.declaredAt)
    ? calendar.minute(iso)
    : `${calendar.minute(iso)} on ${day}`
}

/** With a full stop, unless the words bring their own ending. */
export const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)

/** `one, two and three` */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
