import { fieldAt } from '../../cluster/object.ts'
import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import { devicesLost, fleetAt, keysAgeDays, keysStale, total } from './programs/fleet.ts'
import {
  apiPods,
  apiSeconds,
  connectionsHeld,
  errorRatio,
  memoryLeak,
  memoryRatio,
  slowQuery,
} from './programs/state.ts'

const sample = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, service: 'qflare', ...labels },
  value,
})

/** What a Prometheus that watches QFLARE holds at a time, from the same state as its pages and logs. */
export const samplesAt = (world: World, at: number): Sample[] => [
  ...platform(world, at),
  ...database(world, at),
  ...devices(world, at),
  ...training(world, at),
  ...alerts(world, at),
  ...world.store.list('nodes').map((node) =>
    sample('kube_node_status_condition', isReady(node) ? 1 : 0, {
      node: node.metadata.name,
      condition: 'Ready',
      status: 'true',
    }),
  ),
]

const platform = (world: World, at: number): Sample[] => [
  sample('qflare_api_response_seconds', apiSeconds(world, at)),
  sample('qflare_api_error_ratio', errorRatio(world, at)),
  ...apiPods(world, at).flatMap((one) => [
    sample('qflare_pod_memory_ratio', memoryRatio(one, world, at), { pod: one.pod }),
    sample('qflare_pod_cpu_ratio', 0.24, { pod: one.pod }),
  ]),
  sample('qflare_disk_used_ratio', 0.57, { volume: 'postgres' }),
  sample('qflare_disk_used_ratio', 0.41, { volume: 'models' }),
  sample('qflare_uptime_ratio', 0.9996),
  sample('qflare_failed_logins_5m', 0),
  sample('qflare_denied_requests_5m', 0),
  sample('qflare_logins_24h', 37),
]

const database = (world: World, at: number): Sample[] => [
  sample('qflare_db_query_seconds', world.condition(slowQuery).at(at) ? 0.9 : 0.02),
]

function devices(world: World, at: number): Sample[] {
  const fleet = fleetAt(world, at)
  return [
    ...fleet.flatMap(({ organization, registered, offline, stale }) => [
      sample('qflare_devices_active', registered - offline, { organization }),
      sample('qflare_devices_offline', offline, { organization }),
      sample('qflare_devices_stale_keys', stale, { organization }),
    ]),
    sample('qflare_devices_offline_ratio', total(fleet, 'offline') / Math.max(1, total(fleet, 'registered'))),
    sample('qflare_device_certificates_expired', 0),
    sample('qflare_device_heartbeat_age_seconds', total(fleet, 'offline') > 0 ? 5_400 : 40),
    sample('qflare_device_onboarding_seconds', 95),
    sample('qflare_keys_age_days', keysAgeDays(world, at)),
  ]
}

function training(world: World, at: number): Sample[] {
  const fleet = fleetAt(world, at)
  const online = total(fleet, 'registered') - total(fleet, 'offline')
  return [
    sample('qflare_training_rounds_active', 2),
    sample('qflare_training_participation_ratio', (0.97 * online) / Math.max(1, total(fleet, 'registered'))),
    sample('qflare_training_round_success_ratio', 0.99),
    sample('qflare_training_round_seconds', 4_300),
    sample('qflare_training_bytes_per_second', online * 2_100),
  ]
}

const alertOf = {
  [memoryLeak]: 'QflareHighMemoryUsage',
  [connectionsHeld]: 'QflareDatabaseConnections',
  [slowQuery]: 'QflareApiSlow',
  [keysStale]: 'QflareDevicesOffline',
  [devicesLost]: 'QflareDataLoss',
}

const alerts = (world: World, at: number): Sample[] =>
  Object.entries(alertOf)
    .filter(([condition]) => world.condition(condition).at(at))
    .map(([, alertname]) => sample('ALERTS', 1, { alertname, alertstate: 'firing' }))

function isReady(node: object): boolean {
  const conditions = fieldAt(node, 'status.conditions')
  return (
    Array.isArray(conditions) &&
    conditions.some((one) => fieldAt(one, 'type') === 'Ready' && fieldAt(one, 'status') === 'True')
  )
}
