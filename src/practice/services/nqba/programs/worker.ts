import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import type { Mode } from './state.ts'
import { dynexDown, isQueueOverloaded, modeOf, queueDepth } from './state.ts'

const jobEveryMs = 4_000

/** Dynex does the work in quantum mode, the classical solver does it here, and a failing job mostly waits. */
const cpuMillis: Record<Mode, number> = { quantum: 210, fallback: 830, failing: 60 }

/** Takes a job every few seconds and runs it on Dynex, or on the classical solver where that is allowed. */
export const nqbaWorker: Program = {
  logs(container, world, from, to) {
    const { env, pod, startedAt } = container
    const lines: LogLine[] = []
    if (startedAt >= from && startedAt < to)
      lines.push(
        line(startedAt, 'info', 'worker started', {
          fallback_enabled: env.QUANTUM_FALLBACK_ENABLED ?? 'false',
          fallback_solver: env.FALLBACK_SOLVER ?? 'none',
          batch_size: env.QUANTUM_BATCH_SIZE ?? '10',
          timeout: env.QUANTUM_TIMEOUT ?? '120',
        }),
      )
    for (const { at, nth } of moments(startedAt + 1_000 + chance(1_500, pod), jobEveryMs, from, to)) {
      const mode = modeOf(container, world, at)
      const job = { job_id: `job-${chance(1_000_000, pod, nth)}`, queue_depth: queueDepth(world, at, mode) }
      if (mode === 'quantum')
        lines.push(
          line(at, 'info', 'quantum_job_success', {
            ...job,
            solver: 'dynex',
            rate_limit: `${60 + chance(39, pod, nth, 'limit')}/100`,
            job_duration: `${(2 + chance(300, pod, nth, 'took') / 100).toFixed(2)}s`,
          }),
        )
      else if (mode === 'fallback')
        lines.push(
          line(at, 'info', 'fallback_job', {
            ...job,
            solver: env.FALLBACK_SOLVER && env.FALLBACK_SOLVER !== 'none' ? env.FALLBACK_SOLVER : 'classical',
            job_duration: `${(6 + chance(500, pod, nth, 'took') / 100).toFixed(2)}s`,
          }),
        )
      else
        lines.push(
          line(at, 'error', 'quantum_job failed', {
            ...job,
            error: `dynex timeout after ${env.QUANTUM_TIMEOUT ?? '120'}s`,
            retry: 1 + chance(3, pod, nth),
          }),
        )
    }
    return lines
  },
  usage(container, world, at) {
    const mode = modeOf(container, world, at)
    const depth = queueDepth(world, at, mode)
    const busy = isQueueOverloaded(world, at) ? 2.5 : 1
    return { cpuMillis: Math.min(3_600, cpuMillis[mode] * busy), memoryMiB: 880 + depth * 1.5 }
  },
  exec([name, ...args], _container, world) {
    const url = args.find((arg) => arg.startsWith('http'))
    if (name !== 'curl') return undefined
    if (!url) return { stdout: '', stderr: 'curl: (2) no URL specified\n', exitCode: 2 }
    const host = URL.canParse(url) ? new URL(url).hostname : url
    if (host !== 'dynex.co')
      return { stdout: '', stderr: `curl: (6) Could not resolve host: ${host}\n`, exitCode: 6 }
    if (world.condition(dynexDown).now)
      return { stdout: '', stderr: 'curl: (28) Operation timed out with 0 bytes received\n', exitCode: 28 }
    return { stdout: 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n', stderr: '', exitCode: 0 }
  },
}
