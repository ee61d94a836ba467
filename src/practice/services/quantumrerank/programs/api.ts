import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import { brokenImage, cpuRatio, isOverloaded, memoryRatio, responseMs } from './state.ts'

const requestEveryMs = 30_000
const requests = { cpuMillis: 1_000 }
const limits = { memoryMiB: 2_048 }
const paths = ['/v1/rerank', '/v1/similarity', '/v1/batch']

/** Ranks what customers send. */
export const rerankApi: Program = {
  logs(container, world, from, to) {
    const { env, image, pod, startedAt } = container
    const lines: LogLine[] = []
    if (startedAt >= from && startedAt < to)
      lines.push(
        line(startedAt, 'info', 'starting quantum-rerank', {
          version: image.split(':')[1] ?? '',
          shots: env.QUANTUM_SHOTS ?? '1024',
          cache_ttl: env.CACHE_TTL ?? '3600',
        }),
      )
    for (const { at, nth } of moments(startedAt + 900 + chance(2_000, pod), requestEveryMs, from, to)) {
      const path = paths[chance(paths.length, pod, nth)] ?? '/'
      const duration_ms = Math.round(responseMs(world, at)) + chance(30, pod, nth)
      if (image === brokenImage && nth % 3 === 0)
        lines.push(
          line(at, 'error', 'similarity failed', {
            path,
            status: 500,
            reason: 'vectors of 768, kernel of 1024',
          }),
        )
      else if (isOverloaded(world, at)) lines.push(line(at, 'warn', 'slow answer', { path, duration_ms }))
      else
        lines.push(
          line(at, 'info', 'ranked', {
            path,
            status: 200,
            method: chance(3, pod, nth, 'method') === 0 ? 'classical' : 'quantum',
            duration_ms,
          }),
        )
      if (memoryRatio(container, world, at) > 0.9 && nth % 2 === 0)
        lines.push(line(at + 1, 'warn', 'gc freed little memory', { pause_ms: 210 + chance(90, pod, nth) }))
    }
    return lines.filter(({ at }) => at < to)
  },
  usage: (container, world, at) => ({
    cpuMillis: cpuRatio(container, world, at) * requests.cpuMillis,
    memoryMiB: memoryRatio(container, world, at) * limits.memoryMiB,
  }),
}
