import { z } from 'zod'
import { count } from '../domain/count.ts'
import { duration, formatDuration } from '../domain/duration.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { excerpt, matchingLines, pattern } from './match-lines.ts'
import { selector } from './pods.ts'
import { onAny } from './rights.ts'

const limitBytes = 1024 * 1024
const examples = 5

export const logs = defineCheck({
  name: 'logs',
  summary: 'Look for a pattern in the logs of some pods',
  input: z.strictObject({
    selector,
    match: pattern,
    ignoreCase: z.boolean().default(false),
    since: duration.default(300_000),
    expect: z.enum(['some', 'none']).default('some'),
    min: z.int().min(1).default(1).meta({ description: 'How many lines are "some"' }),
    container: z.string().optional(),
  }),
  timeoutMs: 30_000,
  rights: () => [onAny('', 'pods', 'list'), onAny('', 'pods/log', 'get')],

  async run(input, { cluster, now }, { service, signal, since }) {
    const age = since ? now().getTime() - since.getTime() : input.since
    const sinceMs = Math.max(1_000, Math.min(input.since, age))
    const read = await cluster.logs({
      namespace: service.namespace,
      selector: input.selector,
      sinceMs,
      limitBytes,
      signal,
      ...(input.container ? { container: input.container } : {}),
    })
    const matching = matchingLines(
      input.match,
      read.lines.map(({ line }) => line),
      input.ignoreCase,
    )
    const newest = matching.slice(-examples).flatMap((index) => read.lines[index] ?? [])
    const enough = matching.length >= input.min
    // "None" is only proven when every line was read.
    const passed =
      read.pods > 0 && (input.expect === 'some' ? enough : matching.length === 0 && !read.truncated)
    const where = `in the last ${formatDuration(sinceMs)} of ${count(read.pods, 'pod')}`
    const last = newest.at(-1)?.line
    const found =
      last === undefined
        ? `No line matching /${input.match}/ ${where}`
        : `${excerpt(input.match, last, input.ignoreCase)} (newest of ${count(matching.length, 'line')} ${where})`
    const partly = read.truncated ? `; only the newest ${count(read.lines.length, 'line')} were read` : ''
    return {
      passed,
      summary: read.pods === 0 ? `No running pod has the selector ${input.selector}` : `${found}${partly}`,
      evidence: evidenceLines(newest.map(({ pod, line }) => `${pod}: ${line}`)),
      data: { matching: matching.length, read: read.lines.length, truncated: read.truncated },
    }
  },
})
