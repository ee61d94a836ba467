import { z } from 'zod'
import { Denied, Unavailable } from '../app/ports/failures.ts'
import type { HttpAnswer } from '../app/ports/http.ts'
import { duration } from '../domain/duration.ts'
import { urlNotListed } from './allowed.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { matchingLines, pattern } from './match-lines.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

const expectation = z.strictObject({
  status: z.int().min(100).max(599).optional().meta({ description: 'Any 2xx when absent' }),
  bodyMatch: pattern.optional(),
  json: z
    .record(z.string(), scalar)
    .optional()
    .meta({ description: 'Values by dotted path, as in dynex.health_status: up' }),
})
type Expectation = z.infer<typeof expectation>

/** The value at a dotted path; numbers walk into lists. */
function valueAt(json: unknown, path: string): unknown {
  let value = json
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** What the answer lacks of what was expected, a clause each. */
function shortcomings(answer: HttpAnswer, expected: Expectation): string[] {
  const wrong: string[] = []
  const good = expected.status
    ? answer.status === expected.status
    : answer.status >= 200 && answer.status < 300
  if (!good) wrong.push(`answered ${answer.status} instead of ${expected.status ?? '2xx'}`)
  if (expected.bodyMatch && matchingLines(expected.bodyMatch, answer.body.split('\n')).length === 0)
    wrong.push(`no line of the body matches /${expected.bodyMatch}/`)
  const json = expected.json && parse(answer.body)
  for (const [path, wanted] of Object.entries(expected.json ?? {})) {
    const is = valueAt(json, path)
    if (is !== wanted)
      wrong.push(
        `${path} is ${is === undefined ? 'missing' : JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`,
      )
  }
  return wrong
}

/** Asks an address listed in service.yml. No answer is a finding, not a failure to look. */
export const http = defineCheck({
  name: 'http',
  summary: 'Ask an address and judge the answer',
  input: z.strictObject({
    url: z.url(),
    expect: expectation.default({}),
    timeout: duration.default(5000),
  }),
  timeoutMs: 20_000,
  rights: () => [],

  async run({ url, expect, timeout }, { http: web }, { service, signal }) {
    const refusal = urlNotListed(service, url)
    if (refusal) throw new Denied(refusal)
    try {
      const answer = await web.get(url, { timeoutMs: Math.min(timeout, 15_000), signal })
      const wrong = shortcomings(answer, expect)
      const { host } = new URL(url)
      return {
        passed: wrong.length === 0,
        summary: evidenceLines([
          wrong.length === 0 ? `${host} answered ${answer.status}` : `${host}: ${wrong.join('; ')}`,
        ]).join(''),
        evidence: evidenceLines([
          `GET ${url} → ${answer.status} in ${answer.tookMs} ms`,
          ...answer.body.slice(0, 2000).split('\n').slice(0, 8),
        ]),
        data: { status: answer.status, tookMs: answer.tookMs },
      }
    } catch (error) {
      if (!(error instanceof Unavailable) || signal.aborted) throw error
      return { passed: false, summary: error.message, evidence: [`GET ${url} → no answer`] }
    }
  },
})
