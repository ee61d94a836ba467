import type { World } from '../../cluster/world.ts'
import type { Hosts } from '../../internet/host.ts'
import { apiSeconds, errorRatio, namespace, settingOf } from './programs/state.ts'

/** The admin panel and the device API, which answer as well as their pods do, and the dashboards. */
export const qflareHosts = (world: World): Hosts => ({
  'qflare.company.com': ({ path, headers }) => {
    const now = world.clock.now()
    if (world.ready(namespace, 'qflare-api').now === 0)
      return { status: 503, body: { error: 'no healthy upstream' } }
    if (path.startsWith('/admin')) return { status: 200, body: '<title>QFLARE admin: log in</title>' }
    if (settingOf(world, 'MAINTENANCE_MODE') === 'on')
      return { status: 503, body: { error: 'maintenance' }, headers: { 'retry-after': '3600' } }
    const seconds = apiSeconds(world, now)
    const slowly = seconds > 1 ? { afterMs: seconds * 1000 } : {}
    if (errorRatio(world, now) > 0.1) return { status: 500, body: { error: 'internal error' }, ...slowly }
    return { ...devices(path, headers.authorization), ...slowly }
  },
  'monitoring.qflare.company.com': ({ path }) =>
    path.startsWith('/d/')
      ? { status: 200, body: '<title>Grafana</title>' }
      : { status: 404, body: 'Not found' },
})

function devices(path: string, authorization: string | undefined) {
  if (!path.startsWith('/api/v1/devices')) return { status: 404, body: { error: 'not found' } }
  return authorization
    ? { status: 200, body: { devices: [] } }
    : { status: 401, body: { error: 'no bearer token' } }
}
