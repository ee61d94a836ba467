import { chance } from '../../cluster/programs/line.ts'
import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import { dataDamaged, type Health, health, isDown, machine, services } from './programs/state.ts'

const foundry = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, service: 'photonic-foundry', ...labels },
  value,
})

const converted: Record<Health, number> = { healthy: 0.984, degraded: 0.66, unhealthy: 0 }
const failed: Record<Health, number> = { healthy: 0.0004, degraded: 0.07, unhealthy: 0.62 }
const seconds: Record<Health, number> = { healthy: 3.4, degraded: 34, unhealthy: 8 }

/** What a Prometheus that watches the foundry holds at a time, from the same state as its pages and logs. */
export function samplesAt(world: World, at: number): Sample[] {
  const state = health(world, at)
  const { cpu, memory, disk } = machine(world, at)
  const wobble = chance(9, 'foundry', Math.floor(at / 60_000)) / 10
  return [
    foundry('photonic:cpu_percent', cpu),
    foundry('photonic:memory_percent', memory),
    foundry('photonic:disk_percent', disk),
    foundry('photonic:error_ratio', failed[state]),
    foundry('photonic:response_seconds', seconds[state] + wobble),
    foundry('photonic:response_seconds_p95', 2 * seconds[state] + wobble),
    foundry('photonic:conversion_success_ratio', converted[state]),
    foundry('photonic:simulation_accuracy_ratio', world.condition(dataDamaged).at(at) ? 0.91 : 0.9994),
    foundry('photonic:models_per_hour', Math.round(145 * converted[state])),
    foundry('photonic:energy_gain', 63),
    foundry('photonic:latency_gain', 128),
    foundry('photonic:tls_days_left', 71),
    foundry('pg_up', isDown(world, 'postgres', at) ? 0 : 1),
    foundry('redis_up', isDown(world, 'redis', at) ? 0 : 1),
    ...services.map((target) =>
      foundry('photonic:service_up', isDown(world, target, at) ? 0 : 1, { target }),
    ),
  ]
}
