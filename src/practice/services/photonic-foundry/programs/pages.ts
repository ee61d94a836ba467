import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { Program } from '../../../cluster/programs/program.ts'

/** Jupyter, on the port that its settings named when it started. */
export const jupyter: Program = {
  logs: ({ startedAt, env }, _world, from, to) =>
    [line(startedAt, 'info', 'jupyter started', { port: env.JUPYTER_PORT ?? '8888' })].filter(
      ({ at }) => at >= from && at < to,
    ),
  usage: ({ pod }) => ({ cpuMillis: 60, memoryMiB: 420 + chance(80, pod) }),
}

/** What watches the others: Prometheus and Grafana. */
export const watcher: Program = {
  logs: ({ startedAt, pod }, _world, from, to) =>
    [...moments(startedAt + 2_000, 300_000, from, to)].map(({ at, nth }) =>
      line(at, 'info', 'all is written', { series: 1_900 + chance(200, pod, nth) }),
    ),
  usage: ({ pod }) => ({ cpuMillis: 45, memoryMiB: 210 + chance(60, pod) }),
}
