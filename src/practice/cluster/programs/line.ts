import type { LogLine } from './program.ts'

/** A whole number below `below` that depends on nothing but the words: the same log every time it is read. */
export function chance(below: number, ...words: (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join('/')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0
  hash = (hash ^ (hash >>> 13)) >>> 0
  return hash % below
}

/** `ts=… level=info msg=job key=value`: what our practice programs write. */
export function line(
  at: number,
  level: string,
  msg: string,
  fields: Record<string, string | number> = {},
): LogLine {
  const told = Object.entries(fields).map(([key, value]) => `${key}=${quoted(String(value))}`)
  return {
    at,
    text: [`ts=${new Date(at).toISOString()}`, `level=${level}`, `msg=${quoted(msg)}`, ...told].join(' '),
  }
}

const quoted = (value: string): string => (/[\s"=]/.test(value) ? JSON.stringify(value) : value)

/** The moments in `[from, to)` of something that happens every `everyMs` since `start`. */
export function* moments(
  start: number,
  everyMs: number,
  from: number,
  to: number,
): Generator<{ at: number; nth: number }> {
  const first = Math.max(0, Math.ceil((from - start) / everyMs))
  for (let nth = first; start + nth * everyMs < to; nth += 1) yield { at: start + nth * everyMs, nth }
}
