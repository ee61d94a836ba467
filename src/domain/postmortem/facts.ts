import type { Voice } from '../describe.ts'
import type { Incident } from '../incident.ts'
import type { TimelineEntry } from '../incident-event.ts'
import type { Playbook } from '../playbook.ts'

/** Everything a post-mortem is drawn from. The same facts always draw the same text. */
export type Facts = {
  incident: Incident
  service: string | undefined
  entries: readonly TimelineEntry[]
  /** Playbooks of the incident's runs, by digest. */
  playbooks: ReadonlyMap<string, Playbook>
  voice: Voice
  /** `2026-11-21 02:14:05`, in the organisation's time zone. */
  time(iso: string): string
  timeZone: string
}

/** Milliseconds between two ISO times; undefined while the second has not come. */
export const between = (from: string, to: string | undefined): number | undefined =>
  to === undefined ? undefined : Date.parse(to) - Date.parse(from)
