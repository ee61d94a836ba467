import type { Calendar } from '../domain/postmortem/facts.ts'
import type { Hours } from '../domain/service.ts'

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

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Whether `now` falls into these hours in the time zone. Hours that end before they begin go past midnight. */
export function isWithin({ days, from, to }: Hours, now: Date, timeZone: string): boolean {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = weekdays.indexOf(part('weekday')) + 1
  const time = `${part('hour')}:${part('minute')}`
  if (from <= to) return days.includes(day) && time >= from && time < to
  const before = day === 1 ? 7 : day - 1
  return (days.includes(day) && time >= from) || (days.includes(before) && time < to)
}
