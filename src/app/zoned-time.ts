import type { Calendar } from '../domain/postmortem/facts.ts'

/** Reads ISO times in a time zone such as `Europe/Berlin`. Costly to make: keep it for a whole page. */
export function calendarOf(timeZone: string): Calendar {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' })
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' })
  return {
    zone: timeZone,
    day: (iso) => day.format(new Date(iso)).replace(',', ''),
    minute: (iso) => time.format(new Date(iso)).slice(0, 5),
    second: (iso) => time.format(new Date(iso)),
    offset: (iso) =>
      offset.formatToParts(new Date(iso)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  }
}
