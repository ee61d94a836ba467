import type { Sample } from './sample.ts'

/** What is known at a time (milliseconds since 1970). */
export type Known = (at: number) => Sample[]

/** A query as far as Prometheus could not read it, in its manner. */
export class ParseError extends Error {}

type Query = (known: Known, at: number) => Sample[]

const everyMs = 15_000
const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const byValues: Record<string, (values: number[]) => number> = {
  sum: (values) => values.reduce((all, one) => all + one, 0),
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  avg: (values) => values.reduce((all, one) => all + one, 0) / values.length,
  count: (values) => values.length,
}

/**
 * A part of PromQL: selectors with matchers, `sum`, `min`, `max`, `avg` and `count` of everything, the same over time
 * of a subquery (`max_over_time((…)[5m:])`), and `or vector(0)`.
 */
export function runQuery(text: string, known: Known, at: number): Sample[] {
  let rest = text
  const take = (shape: RegExp): RegExpExecArray | undefined => {
    const found = new RegExp(`^\\s*(?:${shape.source})`, 'u').exec(rest)
    if (found) rest = rest.slice(found[0].length)
    return found ?? undefined
  }
  const needs = (sign: string): void => {
    if (!take(new RegExp(RegExp.escape(sign)))) throw unread(text, rest)
  }

  function query(): Query {
    const first = one()
    if (!take(/or\s+vector\(/)) return first
    const otherwise = number()
    needs(')')
    return (from, when) => {
      const found = first(from, when)
      return found.length > 0 ? found : [{ labels: {}, value: otherwise }]
    }
  }

  function one(): Query {
    if (take(/\(/)) return closed(query())
    const [, over] = take(/(sum|max|min|avg|count)_over_time\(/) ?? []
    if (over) return closed(overTime(over, one()))
    const [, all] = take(/(sum|max|min|avg|count)\(/) ?? []
    if (all) return closed(overAll(all, query()))
    return selector()
  }

  function closed(inner: Query): Query {
    needs(')')
    return inner
  }

  function overTime(name: string, inner: Query): Query {
    const [, amount = '', unit = ''] = take(/\[(\d+)(ms|s|m|h|d):(?:\d+\w+)?\]/) ?? []
    if (!amount) throw unread(text, rest)
    const windowMs = Number(amount) * (unitMs[unit] ?? 0)
    return (from, when) => {
      const series = new Map<string, { labels: Record<string, string>; values: number[] }>()
      for (let then = when; then > when - windowMs; then -= everyMs)
        for (const { labels, value } of inner(from, then)) {
          const { __name__: _name, ...kept } = labels
          const key = JSON.stringify(kept)
          const found = series.get(key) ?? { labels: kept, values: [] }
          series.set(key, found)
          found.values.push(value)
        }
      return [...series.values()].map(({ labels, values }) => ({
        labels,
        value: byValues[name]?.(values) ?? Number.NaN,
      }))
    }
  }

  const overAll =
    (name: string, inner: Query): Query =>
    (from, when) => {
      const values = inner(from, when).map(({ value }) => value)
      return values.length === 0 ? [] : [{ labels: {}, value: byValues[name]?.(values) ?? Number.NaN }]
    }

  function selector(): Query {
    const [, name] = take(/([a-zA-Z_:][\w:]*)/) ?? []
    if (!name) throw unread(text, rest)
    const matches = take(/\{/) ? matchers() : []
    return (from, when) =>
      from(when).filter(
        ({ labels }) => labels.__name__ === name && matches.every((matched) => matched(labels)),
      )
  }

  function matchers(): ((labels: Record<string, string>) => boolean)[] {
    const found: ((labels: Record<string, string>) => boolean)[] = []
    while (!take(/\}/)) {
      const [, label = '', sign, value = ''] = take(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"\s*,?/) ?? []
      if (!sign) throw unread(text, rest)
      const rule = new RegExp(`^(?:${sign.endsWith('~') ? value : RegExp.escape(value)})$`)
      found.push((labels) => rule.test(labels[label] ?? '') === sign.startsWith('='))
    }
    return found
  }

  function number(): number {
    const [, digits] = take(/(-?\d+(?:\.\d+)?)/) ?? []
    if (digits === undefined) throw unread(text, rest)
    return Number(digits)
  }

  const read = query()
  if (rest.trim() !== '') throw unread(text, rest)
  return read(known, at)
}

function unread(text: string, rest: string): ParseError {
  const [line = ''] = rest.trim().split('\n')
  const place = text.length - rest.trimStart().length + 1
  return new ParseError(
    line === ''
      ? 'invalid parameter "query": parse error: unexpected end of input'
      : `invalid parameter "query": 1:${place}: parse error: unexpected "${line.slice(0, 20)}"`,
  )
}
