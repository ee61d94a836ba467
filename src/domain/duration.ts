import { z } from 'zod'

const unitMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const wellFormed = /^(?:\d+(?:ms|[smhdw]))+$/
const parts = /(\d+)(ms|[smhdw])/g
const longestMs = 366 * 86_400_000

/** Milliseconds of `90s`, `5m`, `1h30m`, `2d`; undefined for anything else, for zero, and beyond a year. */
export function parseDuration(text: string): number | undefined {
  const written = text.trim().toLowerCase()
  if (!wellFormed.test(written)) return undefined
  let ms = 0
  for (const [, amount, unit] of written.matchAll(parts)) ms += Number(amount) * (unitMs[unit ?? ''] ?? 0)
  return ms > 0 && ms <= longestMs ? ms : undefined
}

/** A duration as people write it, read into milliseconds. */
export const duration = z
  .string()
  .transform((text, context) => {
    const ms = parseDuration(text)
    if (ms !== undefined) return ms
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration: write 30s, 5m, 24h or 1h30m` })
    return z.NEVER
  })
  .meta({ title: 'Duration', description: 'A number with a unit: 30s, 5m, 24h, 1h30m, 2d' })

const spoken: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
]

/** The two largest units that matter: `1h 30m`, `5m`, `45s`, `2d 3h`. Below a second it is `0s`. */
export function formatDuration(ms: number): string {
  let left = Math.max(0, ms)
  const words: string[] = []
  for (const [unit, size] of spoken) {
    const amount = Math.floor(left / size)
    left -= amount * size
    if (amount > 0) words.push(`${amount}${unit}`)
    else if (words.length > 0) break
    if (words.length === 2) break
  }
  return words.join(' ') || '0s'
}
