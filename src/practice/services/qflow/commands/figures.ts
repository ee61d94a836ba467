import type { World } from '../../../cluster/world.ts'
import { components, flowFigures, type Health, health, namespace, podUse } from '../programs/state.ts'
import { plain, type Subcommand, says } from './subcommand.ts'

const marks: Record<Health, string> = {
  healthy: '✅ HEALTHY',
  degraded: '⚠ DEGRADED',
  down: '❌ DOWN',
}

/** A line for each component and one for all; ends with 1 unless all are healthy. */
const healthy = (usage: string): Subcommand => ({
  usage,
  run(_, world) {
    const now = world.clock.now()
    const all = health(world, now)
    const each = Object.entries({ ...components(world, now), overall: all })
    const stdout = each.map(([name, state]) => `${name.padEnd(11)} ${marks[state]}`)
    return { code: all === 'healthy' ? 0 : 1, stdout }
  },
})

/** The busiest pod speaks for all. */
const most = (world: World, what: 'cpu' | 'memory'): number => {
  const pods = world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.app === 'qflow')
  return Math.max(0, ...pods.map(({ pod }) => podUse(world, world.clock.now(), pod)[what]))
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

const used = (usage: string, ...what: ('cpu' | 'memory')[]): Subcommand => {
  const names = { cpu: 'CPU usage:   ', memory: 'Memory usage:' }
  return {
    usage,
    run: (_, world) => says(...what.map((one) => `${names[one]} ${percent(most(world, one))}`)),
  }
}

const succeeding = (usage: string): Subcommand => ({
  usage,
  run: (_, world) => {
    const { succeed, seconds } = flowFigures(world, world.clock.now())
    return says(`Flow success rate: ${percent(succeed)}`, `p95 latency: ${seconds.toFixed(1)} s`)
  },
})

/** How Qflow says it is, from the same state as its health page, its log and its metrics. */
export const figureCommands: readonly Subcommand[] = [
  healthy('health --verbose --detailed --comprehensive'),
  healthy('health emergency'),
  healthy('components status'),
  used('metrics system --emergency', 'cpu', 'memory'),
  used('metrics cpu --detailed', 'cpu'),
  used('metrics memory --detailed', 'memory'),
  succeeding('metrics current'),
  succeeding('metrics flows --since TIME'),
  succeeding('metrics monitor --component NAME --duration TIME'),
  plain(
    'metrics utilization --period TIME',
    'CPU usage: mean 31%, peak 44%',
    'Memory usage: mean 52%, peak 58%',
  ),
  {
    usage: 'alerts list --since TIME',
    run(_, world) {
      const state = health(world, world.clock.now())
      if (state === 'healthy') return says('no alerts')
      return says(`${state === 'down' ? 'CRITICAL' : 'WARNING'}  Qflow is ${state}`)
    },
  },
  plain('backup status --date DATE', 'backup of yesterday: ✅ COMPLETED at 01:00 UTC'),
  plain('network node-stats --since TIME', '42 nodes, 18,204 selections', 'selection time: 34 ms'),
  plain('cache stats', 'cache hit rate: 91.2%', '48,120 entries'),
]
