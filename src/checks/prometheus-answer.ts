import { z } from 'zod'
import { Denied, Unavailable } from '../app/ports/failures.ts'
import type { HttpAnswer } from '../app/ports/http.ts'

/** A series by its name and labels, as Prometheus writes it, and its value now. */
export type Series = { name: string; value: number }

const point = z.tuple([z.number(), z.string()])
const labels = z.record(z.string(), z.string())
const success = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labels, value: point.optional() })),
    }),
    z.object({ resultType: z.literal('scalar'), result: point }),
    z.object({ resultType: z.enum(['matrix', 'string']) }),
  ]),
})
const failure = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() })

/** `+Inf`, `-Inf` and `NaN` as Prometheus spells them. */
function numberOf(text: string): number {
  const infinite = /^([+-]?)Inf$/.exec(text)
  return infinite ? Number(`${infinite[1]}Infinity`) : Number(text)
}

function nameOf({ __name__: name = '', ...rest }: Record<string, string>): string {
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return pairs.length > 0 || name === '' ? `${name}{${pairs.join(', ')}}` : name
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * The series of an answer to an instant query. `Denied` with Prometheus' own words when it could not make anything
 * of the query, `Unavailable` when it could not work it out, or is no Prometheus.
 */
export function readSeries(host: string, answer: HttpAnswer): Series[] {
  const json = parse(answer.body)
  const failed = failure.safeParse(json)
  if (failed.success) {
    const { errorType, error } = failed.data
    const says = `Prometheus at ${host} refused the query: ${error.slice(0, 300)}`
    if (errorType === 'bad_data') throw new Denied(says)
    throw new Unavailable(says, { uncertain: false, status: answer.status })
  }
  const read = success.safeParse(json)
  if (!read.success)
    throw new Unavailable(
      `${host} answered ${answer.status}, but nothing that a Prometheus says: is the address right, and the answer below 64 kB?`,
      { uncertain: false, status: answer.status },
    )
  const { data } = read.data
  if (data.resultType === 'vector')
    return data.result.flatMap(({ metric, value }) =>
      value ? [{ name: nameOf(metric), value: numberOf(value[1]) }] : [],
    )
  if (data.resultType === 'scalar') return [{ name: 'scalar', value: numberOf(data.result[1]) }]
  throw new Denied(
    `The query gives a ${data.resultType}, which has no value now: take the range away from it`,
  )
}
