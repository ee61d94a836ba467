const units: [RegExp, string, number][] = [
  [/^s(?:ec(?:ond)?s?)?$/i, 's', 1],
  [/^m(?:in(?:ute)?s?)?$/i, 'm', 60],
  [/^h(?:(?:ou)?rs?)?$/i, 'h', 3600],
  [/^d(?:ays?)?$/i, 'd', 86_400],
  [/^w(?:(?:ee)?ks?)?$/i, 'w', 604_800],
]

const amount = /(\d{1,5})\s*(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w)\b/i

/** The first time that a text names, as Muster writes it: "Within 15 minutes" is 15m. */
export function timeIn(text: string): string | undefined {
  // "4 business hours", "next business day": no time on a clock.
  if (/business/i.test(text)) return undefined
  const [, count, unit] = amount.exec(text) ?? []
  const found = units.find(([pattern]) => pattern.test(unit ?? ''))
  return found && Number(count) > 0 && Number(count) * found[2] <= 366 * 86_400
    ? `${Number(count)}${found[1]}`
    : undefined
}

/** The budget that a heading gives: "(0-15 minutes)" is 15m, "(5-30 minutes)" is 25m, "(60+ minutes)" is none. */
export function budgetIn(title: string): string | undefined {
  const inside = /\(([^()]*)\)\s*$/.exec(title)?.[1] ?? ''
  // The first 2–3 minutes are three.
  const most = /^(?:first|within|less than|<|up to)\s*\d+\s*[-–]\s*(\d+\s*[a-z]+)$/i.exec(inside.trim())?.[1]
  if (most !== undefined) return timeIn(most)
  const [, from, to, unit] = /(\d{1,5})\s*[-–]\s*(\d{1,5})\s*([a-z]+)/i.exec(inside) ?? []
  if (from !== undefined) {
    const left = Number(to) - Number(from)
    return left > 0 ? timeIn(`${left} ${unit}`) : undefined
  }
  return /^(?:first|within|less than|<|up to)?\s*\d+\s*[a-z]+$/i.test(inside.trim())
    ? timeIn(inside)
    : undefined
}

/** Without the times in brackets, which are kept beside it. */
export const withoutBudget = (title: string): string =>
  budgetIn(title) === undefined ? title : title.replace(/\s*\([^()]*\)\s*$/, '')
