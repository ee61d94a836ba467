import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import { apiCpuMillis, cacheStale, isApiOverloaded } from './state.ts'

const requestEveryMs = 3_000
const paths = ['/v1/jobs', '/v1/results', '/v1/ltc/verify', '/quantum/status', '/v1/billing/usage']

/** Answers customers: one line of its access log in a while, warnings when something is wrong. */
export const nqbaApi: Program = {
  logs(container, world, from, to) {
    const { pod, startedAt, image } = container
    const lines: LogLine[] = []
    if (startedAt >= from && startedAt < to)
      lines.push(line(startedAt, 'info', 'starting nqba-api', { version: image.split(':')[1] ?? '' }))
    for (const { at, nth } of moments(startedAt + 800 + chance(900, pod), requestEveryMs, from, to)) {
      const path = paths[chance(paths.length, pod, nth)] ?? '/'
      const busy = isApiOverloaded(world, at)
      if (busy && chance(3, pod, nth, 'busy') > 0) {
        lines.push(
          line(at, 'warn', 'rate_limit exceeded', {
            path,
            status: 429,
            duration_ms: 900 + chance(2_500, pod, nth),
          }),
        )
        continue
      }
      const duration = (busy ? 1_400 : 35) + chance(busy ? 1_500 : 90, pod, nth)
      lines.push(line(at, 'info', 'request', { path, status: 200, duration_ms: duration }))
      if (world.condition(cacheStale).at(at) && nth % 2 === 0)
        lines.push(
          line(at + 1, 'warn', 'cache version mismatch', { expected: 42, found: 41, served: 'stale' }),
        )
    }
    return lines.filter((one) => one.at < to)
  },
  usage(container, world, at) {
    const busy = isApiOverloaded(world, at)
    const memoryMiB = 410 + chance(60, container.pod) + (busy ? 380 : 0)
    return { cpuMillis: apiCpuMillis(world, at), memoryMiB }
  },
}
