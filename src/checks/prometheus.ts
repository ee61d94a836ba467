import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import { duration } from '../domain/duration.ts'
import type { Service } from '../domain/service.ts'
import { urlNotListed } from './allowed.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { limited } from './limit.ts'
import { readSeries } from './prometheus-answer.ts'

const input = limited({
  query: z.string().min(1).max(2000).meta({ description: 'PromQL; every series it gives has to hold' }),
  for: duration
    .optional()
    .meta({ description: 'All that time, up to now; as a verification: all of it after the change' }),
})
type Input = z.infer<typeof input>

type Limit = { words: string; over: 'min' | 'max'; holds(value: number): boolean }

/** What is asked of every value. Over time the least favourable one of each series decides. */
function limits({ above, below, equals }: Input): Limit[] {
  return [
    ...(above === undefined
      ? []
      : [{ words: `above ${above}`, over: 'min', holds: (v: number) => v > above } as const]),
    ...(below === undefined
      ? []
      : [{ words: `below ${below}`, over: 'max', holds: (v: number) => v < below } as const]),
    ...(equals === undefined
      ? []
      : (['min', 'max'] as const).map((over) => ({
          words: `equal to ${equals}`,
          over,
          holds: (v: number) => v === equals,
        }))),
  ]
}

/** Where to ask; `Denied` when the service has no Prometheus, or its address is none that may be asked. */
function queryAddress(service: Service): URL {
  const { prometheus: base } = service
  if (!base)
    throw new Denied(
      `${service.name} has no Prometheus: add "prometheus: https://…" to ${service.id}/service.yml`,
    )
  const targets = { ...service.targets, urls: [...service.targets.urls, base] }
  const refusal = urlNotListed({ ...service, targets }, base)
  if (refusal) throw new Denied(refusal)
  return new URL('api/v1/query', base.endsWith('/') ? base : `${base}/`)
}

type Judged = { name: string; value: number; limit: Limit; holds: boolean }

const shown = (value: number): string => String(Number(value.toPrecision(6)))
const amount = (names: Set<string>): string => `${names.size} series`

function summaryOf(judged: readonly Judged[], span: string): string {
  const [first] = judged
  if (!first) return `No data${span}: the query gives no series`
  const wrong = judged.filter(({ holds }) => !holds)
  const told = wrong[0] ?? first
  const words = [...new Set((wrong.length > 0 ? wrong : judged).map(({ limit }) => limit.words))].join(
    ' and ',
  )
  const names = new Set(judged.map(({ name }) => name))
  const wrongNames = new Set(wrong.map(({ name }) => name))
  if (names.size === 1) return `${shown(told.value)}${span} is ${wrong.length > 0 ? 'not ' : ''}${words}`
  return wrong.length > 0
    ? `${wrongNames.size} of ${amount(names)}${span} are not ${words}`
    : `All ${amount(names)}${span} are ${words}`
}

/** A line for each series, those that are wrong first. */
const linesOf = (judged: readonly Judged[], span: string): string[] =>
  judged
    .toSorted((a, b) => Number(a.holds) - Number(b.holds))
    .map(
      ({ name, value, limit, holds }) =>
        `${name} ${span === '' ? 'is' : limit.over} ${shown(value)}${holds ? '' : `, not ${limit.words}`}`,
    )

/**
 * Asks the service's Prometheus and holds every series against the limits. No data is no good news: it fails, and
 * says so. A query for which silence is good ends in `or vector(0)`.
 */
export const prometheus = defineCheck({
  name: 'prometheus',
  summary: 'Hold a query of Prometheus against a limit',
  input,
  timeoutMs: 20_000,
  rights: () => [],

  async run(asked, { http, now }, { service, signal, since }) {
    const address = queryAddress(service)
    const seconds = asked.for === undefined ? undefined : Math.ceil(asked.for / 1000)
    const passed = since && (now().getTime() - since.getTime()) / 1000
    if (seconds !== undefined && passed !== undefined && passed < seconds)
      return {
        passed: false,
        summary: `${Math.max(0, Math.floor(passed))} of the ${seconds} s to look at have passed since the change`,
        evidence: [],
      }

    async function judge(limit: Limit): Promise<Judged[]> {
      // The line break ends a comment that the query may end in.
      const query =
        seconds === undefined ? asked.query : `${limit.over}_over_time((${asked.query}\n)[${seconds}s:])`
      const url = new URL(address)
      url.searchParams.set('query', query)
      const found = readSeries(url.host, await http.get(url.href, { timeoutMs: 10_000, signal }))
      return found.map((one) => ({ ...one, limit, holds: limit.holds(one.value) }))
    }
    const judged = (await Promise.all(limits(asked).map(judge))).flat()
    const span = seconds === undefined ? '' : ` over ${seconds} s`
    return {
      passed: judged.length > 0 && judged.every(({ holds }) => holds),
      summary: evidenceLines([summaryOf(judged, span)]).join(''),
      evidence: evidenceLines([asked.query, ...new Set(linesOf(judged, span))]),
      data: { series: new Set(judged.map(({ name }) => name)).size },
    }
  },
})
