import { deployment } from '../../../cluster/kinds/deployment.ts'
import type { World } from '../../../cluster/world.ts'
import type { HostAnswer, Hosts } from '../../../internet/host.ts'
import { cacheStale, isApiOverloaded, namespace, quantumStatus } from '../programs/state.ts'

/** NQBA's public API, which answers as well as its pods do. */
export const nqbaHosts = (world: World): Hosts => ({
  'api.nqba.flyfox.ai': ({ path }) => {
    const ready = world.ready(namespace, 'nqba-api').now
    if (ready === 0) return { status: 503, body: { error: 'no healthy upstream' } }
    if (isApiOverloaded(world, world.clock.now()))
      return {
        status: 429,
        body: { error: 'rate_limit exceeded' },
        headers: { 'retry-after': '5' },
        afterMs: 700,
      }
    if (path === '/health') return health(world, ready)
    if (path === '/quantum/status') {
      const body = quantumStatus(world)
      return { status: body.status === 'degraded' ? 503 : 200, body }
    }
    return { status: 404, body: { error: 'not found' } }
  },
})

function health(world: World, ready: number): HostAnswer {
  const found = world.store.get('deployments', namespace, 'nqba-api')
  const wanted = found ? deployment.parse(found).spec.replicas : 0
  const isStale = world.condition(cacheStale).now
  return {
    status: 200,
    body: {
      status: isStale ? 'stale' : ready < wanted ? 'degraded' : 'ok',
      pods: { ready, wanted },
      cache: { schema: isStale ? 41 : 42, expected: 42 },
    },
  }
}
