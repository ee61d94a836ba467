/** Writes ISO times as `2026-11-21 03:14:05` in a time zone such as `Europe/Berlin`. */
export function zonedTime(timeZone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return (iso) => format.format(new Date(iso))
}
