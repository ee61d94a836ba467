import { chance } from '../../cluster/programs/line.ts'
import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import {
  apiPods,
  cpuRatio,
  deployment,
  errorRate,
  highLoad,
  isDown,
  isLeaking,
  isOverloaded,
  memoryRatio,
  namespace,
  responseMs,
} from './programs/state.ts'

const hourMs = 3_600_000
/** The backup is made at midnight (UTC). */
const dayMs = 24 * hourMs
const limitGb = 2.147

const sample = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, service: 'quantumrerank', ...labels },
  value,
})
const own = (name: string, value: number, labels: Record<string, string> = {}) =>
  sample(`quantum_rerank_${name}`, value, labels)

/** What a Prometheus that watches QuantumRerank holds at a time, from the same state as its pages and logs. */
export const samplesAt = (world: World, at: number): Sample[] => [
  ...answers(world, at),
  ...resources(world, at),
  ...platform(world, at),
  ...alerts(world, at),
]

function answers(world: World, at: number): Sample[] {
  const milliseconds = responseMs(world, at)
  return [
    own('response_time_ms', milliseconds),
    own('similarity_ms', milliseconds * 0.6),
    own('batch_ms', milliseconds * 2.6),
    own('health_ms', 22),
    own('error_response_ms', 9),
    own('error_rate', errorRate(world, at)),
    own(
      'requests_per_second',
      (world.condition(highLoad).at(at) ? 310 : 96) + chance(20, 'load', Math.floor(at / 60_000)),
    ),
    own('uptime_ratio', 0.9995),
    own('cache_hit_ratio', 0.24),
    own('cache_miss_rate', 0.76),
    own('rate_limited_1h', 4),
    own('auth_failures_1h', 2),
  ]
}

const resources = (world: World, at: number): Sample[] => [
  ...apiPods(world, at).flatMap((one) => {
    const memory = memoryRatio(one, world, at)
    return [
      own('cpu_usage_ratio', cpuRatio(one, world, at), { pod: one.pod }),
      own('memory_usage_ratio', memory, { pod: one.pod }),
      own('memory_usage_gb', memory * limitGb, { pod: one.pod }),
      own('network_mb_per_second', 12, { pod: one.pod }),
    ]
  }),
  own('disk_used_ratio', 0.44),
  own('node_cpu_ratio', 0.52, { node: 'node-1' }),
  own('node_memory_ratio', 0.61, { node: 'node-1' }),
  own('certificate_expiry_days', 74),
  own('backup_age_seconds', (at % dayMs) / 1000),
]

const platform = (world: World, at: number): Sample[] => [
  sample('kube_secret_info', 1, { namespace, secret: 'quantum-rerank-secrets' }),
  sample(
    'kube_horizontalpodautoscaler_status_desired_replicas',
    world.ready(namespace, deployment).at(at) || 3,
    {
      horizontalpodautoscaler: 'quantum-rerank-hpa',
    },
  ),
]

const alerts = (world: World, at: number): Sample[] =>
  Object.entries({
    QuantumRerankServiceDown: isDown(world, at),
    QuantumRerankHighErrorRate: errorRate(world, at) > 0.05,
    QuantumRerankHighLatency: isOverloaded(world, at),
    QuantumRerankHighMemoryUsage: isLeaking(world, at),
  })
    .filter(([, fires]) => fires)
    .map(([alertname]) => sample('ALERTS', 1, { alertname, alertstate: 'firing' }))
