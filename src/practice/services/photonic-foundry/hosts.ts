import type { World } from '../../cluster/world.ts'
import type { HostAnswer, Hosts } from '../../internet/host.ts'
import { health, isIsolated, namespace } from './programs/state.ts'

/** The foundry's health pages, which answer as well as their pods do. */
export const photonicFoundryHosts = (world: World): Hosts => {
  const page = (service: string, at: string, answer: () => HostAnswer): Hosts => ({
    [`${service}.${namespace}.svc.cluster.local`]: ({ path }) => {
      if (world.ready(namespace, service).now === 0 || isIsolated(world, service, world.clock.now()))
        return { status: 503, body: { error: 'no endpoints available' } }
      return path === at ? answer() : { status: 404, body: { error: 'not found' } }
    },
  })
  return {
    ...page('photonic-foundry', '/health', () => {
      const status = health(world, world.clock.now())
      return { status: status === 'unhealthy' ? 503 : 200, body: { status } }
    }),
    ...page('jupyter', '/api/status', () => ({ status: 200, body: { started: true } })),
    ...page('prometheus', '/-/healthy', () => ({ status: 200, body: 'Prometheus is Healthy.' })),
    ...page('grafana', '/api/health', () => ({ status: 200, body: { database: 'ok' } })),
  }
}
