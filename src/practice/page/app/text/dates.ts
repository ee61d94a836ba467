/** Times as people read them. All take seconds since 1970 (Slack's `ts` is that, with a fraction). */
const language = (): string => navigator.language

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), options).format(new Date(at * 1000))
}

export const clock = (at: number): string => format(at, { hour: 'numeric', minute: '2-digit' })
export const shortClock = (at: number): string => clock(at).replace(/\s?[AP]M$/i, '')
export const exact = (at: number): string => format(at, { dateStyle: 'full', timeStyle: 'medium' })
export const dayKey = (at: number): string => new Date(at * 1000).toDateString()

/** Days from the day of `at` to today, in the reader's own zone. */
function daysAgo(at: number): number {
  const day = (time: Date) => Date.UTC(time.getFullYear(), time.getMonth(), time.getDate())
  return (day(new Date()) - day(new Date(at * 1000))) / 86_400_000
}

function near(at: number): string | undefined {
  const days = daysAgo(at)
  return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : days === -1 ? 'Tomorrow' : undefined
}

export const dayName = (at: number): string =>
  near(at) ?? format(at, { weekday: 'long', month: 'long', day: 'numeric' })

/** "4 minutes ago", as short as the language allows. */
export function ago(at: number): string {
  const seconds = at - Date.now() / 1000
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' })
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  for (const [unit, size] of steps)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  return relative.format(0, 'minute') === 'this minute'
    ? 'just now'
    : relative.format(Math.round(seconds), 'second')
}

const tokens: Record<string, (at: number) => string> = {
  date_num: (at) => new Date(at * 1000).toLocaleDateString('sv'),
  date_slash: (at) => format(at, { dateStyle: 'short' }),
  date: (at) => format(at, { dateStyle: 'long' }),
  date_short: (at) => format(at, { dateStyle: 'medium' }),
  date_long: (at) => format(at, { dateStyle: 'full' }),
  date_pretty: (at) => near(at)?.toLowerCase() ?? format(at, { dateStyle: 'long' }),
  date_short_pretty: (at) => near(at)?.toLowerCase() ?? format(at, { dateStyle: 'medium' }),
  date_long_pretty: (at) => near(at)?.toLowerCase() ?? format(at, { dateStyle: 'full' }),
  time: clock,
  time_secs: (at) => format(at, { timeStyle: 'medium' }),
  ago,
}

/** Fills in the braces of a `<!date^…>` format. */
export const slackDate = (at: number, pattern: string): string =>
  pattern.replace(/\{(\w+)\}/g, (whole, name: string) => tokens[name]?.(at) ?? whole)
