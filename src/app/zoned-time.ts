import type { Calendar } from '../domain/postmortem/facts.ts'

/** Every zone's midnight falls on a quarter of an hour of every other zone. */
const quarterMs = 15 * 60_000

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
  const days = new Map<number, string>()
  const dayOf = (iso: string): string => {
    const ms = Date.parse(iso)
    const quarter = Math.floor(ms / quarterMs)
    const known = days.get(quarter) ?? day.format(ms).replace(',', '')
    days.set(quarter, known)
    return known
  }
  return {
    zone: timeZone,
    day: dayOf,
    minute: (iso) => time.format(new Date(iso)).slice(0, 5),
    second: (iso) => time.format(new Date(iso)),
    offset: (iso) =>
      offset.formatToParts(new Date(iso)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  }
}
