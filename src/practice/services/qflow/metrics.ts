import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import {
  components,
  damagedFlows,
  dataDamaged,
  executionsPaused,
  flowFigures,
  type Health,
  health,
  namespace,
  podUse,
} from './programs/state.ts'

const hour = 3_600_000
/** The backup is made at one in the morning (UTC). */
const backupHour = 1

const qflow = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, service: 'qflow', ...labels },
  value,
})

const errorRatio: Record<Health, number> = { healthy: 0.004, degraded: 0.22, down: 1 }

/** What a Prometheus that watches Qflow holds at a time, from the same state as its health page and its log. */
export function samplesAt(world: World, at: number): Sample[] {
  const { succeed, seconds } = flowFigures(world, at)
  const status = health(world, at)
  return [
    qflow('qflow_flow_success_ratio', succeed),
    qflow('qflow_flow_execution_duration', seconds, { quantile: '0.95' }),
    qflow('qflow_flow_execution_duration', seconds / 3, { quantile: '0.5' }),
    qflow('qflow_flows', world.condition(dataDamaged).at(at) ? damagedFlows.length : 0, {
      status: 'corrupted',
    }),
    qflow('qflow_executions_paused', world.condition(executionsPaused).at(at) ? 1 : 0),
    qflow('qflow_cache_hit_ratio', 0.91),
    qflow('qflow_node_selection_seconds', 0.034),
    qflow('qflow_certificate_expiry_days', 61, { certificate: 'api' }),
    qflow('qflow_certificate_expiry_days', 118, { certificate: 'nodes' }),
    qflow('qflow_backup_age_seconds', ((at - backupHour * hour) % (24 * hour)) / 1000),
    ...Object.entries(components(world, at)).map(([component, state]) =>
      qflow('qflow_component_error_ratio', errorRatio[state], { component }),
    ),
    ...pods(world).flatMap((pod) => {
      const { cpu, memory } = podUse(world, at, pod)
      return [
        qflow('qflow_cpu_usage_ratio', cpu, { pod }),
        qflow('qflow_memory_usage_ratio', memory, { pod }),
      ]
    }),
    ...(status === 'healthy'
      ? []
      : [
          qflow('ALERTS', 1, {
            alertname: 'QflowUnhealthy',
            alertstate: 'firing',
            severity: status === 'down' ? 'critical' : 'warning',
          }),
        ]),
  ]
}

const pods = (world: World): string[] =>
  world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.app === 'qflow')
    .map(({ pod }) => pod)
