import type { Hosts } from '../../../internet/host.ts'

/** The Grafana beside Prometheus, as far as its health is asked. */
export const grafanaHosts: Hosts = {
  'grafana.monitoring.svc.cluster.local': ({ path }) =>
    path === '/api/health'
      ? { status: 200, body: { database: 'ok', version: '11.3.0' } }
      : { status: 404, body: { message: 'Not found' } },
}
