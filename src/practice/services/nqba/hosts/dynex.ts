import type { World } from '../../../cluster/world.ts'
import type { Hosts } from '../../../internet/host.ts'
import { dynexDown } from '../programs/state.ts'

/** Dynex, who runs quantum jobs for others. While it is down its health page says so and the rest is silent. */
export const dynexHosts = (world: World): Hosts => ({
  'dynex.co': ({ path }) => {
    const isDown = world.condition(dynexDown).now
    if (path.startsWith('/api/health'))
      return isDown
        ? { status: 503, body: { status: 'down', message: 'Service unavailable' } }
        : { status: 200, body: { status: 'ok' } }
    if (isDown) return 'silent'
    return path === '/'
      ? { status: 200, body: { name: 'Dynex' } }
      : { status: 404, body: { error: 'not found' } }
  },
})
