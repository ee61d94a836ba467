import type { World } from '../../cluster/world.ts'
import type { Hosts } from '../../internet/host.ts'
import { components, health, namespace } from './programs/state.ts'

/** Qflow's own health page, which is as well as what stands behind it. */
export const qflowHosts = (world: World): Hosts => ({
  'qflow-service.qflow.svc.cluster.local': ({ path }) => {
    if (path !== '/health') return { status: 404, body: { error: 'not found' } }
    if (world.ready(namespace, 'qflow').now === 0)
      return { status: 503, body: { error: 'no endpoints available' } }
    const now = world.clock.now()
    const status = health(world, now)
    return {
      status: status === 'down' ? 503 : 200,
      body: { status, components: components(world, now) },
    }
  },
})
