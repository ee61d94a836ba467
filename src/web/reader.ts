import type { Core } from '../app/core.ts'
import { calendarOf } from '../app/zoned-time.ts'
import type { Calendar } from '../domain/postmortem/facts.ts'

/** What the pages are drawn from: they read, and cannot do anything else. */
export type Sources = Pick<Core, 'store' | 'library' | 'directory' | 'pages' | 'clock' | 'log'>

/** What one page is drawn with: names, the organisation's clock, the time it is. */
export type Reader = {
  name(slackId: string): string
  service(id: string | undefined): string | undefined
  calendar: Calendar
  now: Date
}

/** Made once for each page: names are looked up once, however often they occur. */
export function readerOf(core: Sources): Reader {
  const names = new Map<string, string>()
  return {
    name(id) {
      const known = names.get(id) ?? core.directory.person(id)?.name ?? id
      names.set(id, known)
      return known
    },
    service: (id) => (id === undefined ? undefined : (core.library.service(id)?.name ?? id)),
    calendar: calendarOf(core.library.organization().timeZone),
    now: core.clock.now(),
  }
}
