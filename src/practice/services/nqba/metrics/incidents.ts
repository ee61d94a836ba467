import type { World } from '../../../cluster/world.ts'
import { pinning } from '../programs/pins.ts'
import { isApiOverloaded, isQueueOverloaded, namespace, queueDepth, workers } from '../programs/state.ts'

/** Figures by which NQBA's playbooks recognise trouble, by name. */
export function incidentFigures(world: World, at: number): Record<string, number> {
  return { ...ipfs(world, at), ...calls(world, at), ...queue(world, at), ...billing, ...database }
}

/** Nothing of a node that no longer runs. */
function ipfs(world: World, at: number): Record<string, number> {
  const { nodes, stuck } = pinning(world, at)
  return {
    ipfs_pin_failure_rate: nodes === 0 ? 1 : stuck / nodes,
    ipfs_cluster_peers: nodes - stuck,
    ipfs_storage_used_ratio: 0.58,
    ltc_verification_failures: stuck * 3,
  }
}

function calls(world: World, at: number): Record<string, number> {
  const overloaded = isApiOverloaded(world, at)
  const isOut = world.ready(namespace, 'nqba-api').at(at) === 0
  return {
    api_quota_usage: overloaded ? 0.97 : 0.62,
    api_rate_limit_exceeded: overloaded ? 2 / 3 : 0,
    api_error_rate: isOut ? 1 : overloaded ? 2 / 3 : 0,
    auth_failure_rate: isOut ? 1 : 0.02,
    auth_locked_accounts: 0,
  }
}

function queue(world: World, at: number): Record<string, number> {
  const isOverloaded = isQueueOverloaded(world, at)
  if (workers(world).length === 0) return {}
  return {
    qih_queue_depth: queueDepth(world, at, 'quantum'),
    qih_avg_processing_time: isOverloaded ? 420 : 9,
  }
}

const billing = { billing_daily_revenue_variance: 0.04, billing_failed_charges: 0 }
const database = { nqba_database_up: 1, nqba_database_query_seconds: 0.03 }
