import type { Cluster } from '../../app/ports/cluster.ts'
import { Denied } from '../../app/ports/failures.ts'
import type { Redis } from '../../app/ports/redis.ts'
import type { Right, Scope } from '../../domain/right.ts'
import type { Cache } from '../../domain/service.ts'
import { throughPod } from './redis-cli.ts'

/** A cache as one remediation sees it. `mark` is a key that says "this flush was done". */
export type CacheAccess = {
  /** Where it is, without credentials: host and port, or the pod. */
  place: string
  size(): Promise<number>
  /** How many keys match a glob pattern; not `all` when so many that counting was given up. */
  count(pattern: string, signal: AbortSignal): Promise<{ keys: number; all: boolean }>
  /** Everything at once, and the mark with it. */
  flush(mark: string): Promise<void>
  /** What matches a glob pattern, a page at a time, and the mark at the end. Cut short it may be asked again. */
  unlink(
    pattern: string,
    mark: string,
    options: { signal: AbortSignal; report(gone: number): void },
  ): Promise<number>
  has(mark: string): Promise<boolean>
}

function direct(url: string, database: number, redis: Redis): CacheAccess {
  return {
    place: URL.canParse(url) ? new URL(url).host : 'an address that cannot be read',
    size: () => redis.size(url, database),
    count: async (pattern, signal) => ({
      keys: await redis.count(url, database, pattern, signal),
      all: true,
    }),
    flush: (mark) => redis.flush(url, database, mark),
    unlink: (pattern, mark, options) => redis.unlink(url, database, pattern, mark, options),
    has: (mark) => redis.has(url, database, mark),
  }
}

/** The one pod that holds the cache; `Denied` when there is none, or when it is not clear which. */
async function podOf(cache: Cache, namespace: string, cluster: Cluster): Promise<string> {
  const selector = cache.selector ?? ''
  const ready = (await cluster.pods(namespace, selector)).filter((pod) => pod.ready)
  const [only, another] = ready
  if (!only) throw new Denied(`No ready pod has the selector ${selector} of the cache ${cache.name}`)
  if (another)
    throw new Denied(
      `${ready.length} pods have the selector ${selector}: name the primary alone for the cache ${cache.name}`,
    )
  return only.name
}

/** Opens the way that service.yml gives: the address if there is one, else the pod. */
export async function openCache(
  cache: Cache,
  namespace: string,
  instruments: { cluster: Cluster; redis: Redis },
): Promise<CacheAccess> {
  if (cache.url) return direct(cache.url, cache.database, instruments.redis)
  if (!cache.selector)
    throw new Denied(`The cache ${cache.name} has neither a url nor a selector in service.yml`)
  const pod = await podOf(cache, namespace, instruments.cluster)
  return throughPod(
    { namespace, pod, container: cache.container, database: cache.database },
    instruments.cluster,
  )
}

/** Only a cache without an address is reached through the cluster. A WebSocket needs both verbs of exec. */
export const cacheRights = ({ caches }: Scope): Right[] =>
  caches.some(({ url }) => url === undefined)
    ? [
        { group: '', resource: 'pods', verbs: ['list'] },
        { group: '', resource: 'pods/exec', verbs: ['get', 'create'] },
      ]
    : []
