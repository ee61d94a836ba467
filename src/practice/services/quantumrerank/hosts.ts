import type { World } from '../../cluster/world.ts'
import type { HostAnswer, Hosts } from '../../internet/host.ts'
import { deployment, errorRate, health, isReachable, namespace, responseMs } from './programs/state.ts'

/** The public API, which answers as well as its pods do. */
export const quantumrerankHosts = (world: World): Hosts => ({
  'api.quantumrerank.com': ({ path }) => {
    const now = world.clock.now()
    if (!isReachable(world)) return { status: 503, body: { error: 'no healthy upstream' } }
    return answer(world, path, now)
  },
})

function answer(world: World, path: string, now: number): HostAnswer {
  const status = health(world, now)
  const pods = world.ready(namespace, deployment).now
  if (path === '/health') return { status: 200, body: { status, response_time_ms: responseMs(world, now) } }
  if (path === '/health/ready') return { status: 200, body: { ready: true, pods } }
  if (path === '/health/detailed')
    return {
      status: 200,
      body: { status, components: { similarity: status, cache: 'healthy', gateway: 'healthy' }, pods },
    }
  if (path === '/metrics')
    return {
      status: 200,
      body: `response_time_ms ${responseMs(world, now)}\nerror_rate ${errorRate(world, now)}\nmemory_usage_gb 1.0\n`,
    }
  return { status: 404, body: { error: 'not found' } }
}
