import type { World } from '../../cluster/world.ts'
import type { HostAnswer, Hosts } from '../host.ts'
import { ParseError, runQuery } from '../prometheus/query.ts'
import type { Sample } from '../prometheus/sample.ts'

/** The Prometheus beside the platform: instant queries over its HTTP API, and its health. */
export const prometheusHosts = (world: World, samplesAt: (at: number) => Sample[]): Hosts => ({
  'prometheus.monitoring.svc.cluster.local': ({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://prometheus')
    if (pathname === '/-/healthy') return { status: 200, body: 'Prometheus Server is Healthy.\n' }
    if (pathname === '/api/v1/query') return instant(world, samplesAt, searchParams)
    return { status: 404, body: '404 page not found\n' }
  },
})

function instant(world: World, samplesAt: (at: number) => Sample[], asked: URLSearchParams): HostAnswer {
  const at = asked.has('time') ? Number(asked.get('time')) * 1000 : world.clock.now()
  if (!Number.isFinite(at)) return badData('invalid parameter "time"')
  try {
    const found = runQuery(asked.get('query') ?? '', samplesAt, at)
    const result = found.map(({ labels, value }) => ({ metric: labels, value: [at / 1000, String(value)] }))
    return { status: 200, body: { status: 'success', data: { resultType: 'vector', result } } }
  } catch (error) {
    if (error instanceof ParseError) return badData(error.message)
    throw error
  }
}

const badData = (error: string): HostAnswer => ({
  status: 400,
  body: { status: 'error', errorType: 'bad_data', error },
})
