import { type Cluster, Denied, type Redis, Unavailable } from '../app/ports/cluster.ts'
import { redact } from '../domain/redact.ts'
import type { Cache } from '../domain/service.ts'

/** A cache as one remediation sees it. `marker` is a key that says "this flush was done". */
export type CacheAccess = {
  /** Where it is, without credentials: host and port, or the pod. */
  place: string
  size(): Promise<number>
  flush(marker: string): Promise<void>
  has(marker: string): Promise<boolean>
}

const markerSeconds = '86400'
const execTimeoutMs = 15_000

/** Reached directly; flush and marker happen together. */
function direct(url: string, database: number, redis: Redis): CacheAccess {
  return {
    place: URL.canParse(url) ? new URL(url).host : 'an address that cannot be read',
    size: () => redis.size(url, database),
    flush: (marker) => redis.flush(url, database, marker),
    has: (marker) => redis.has(url, database, marker),
  }
}

type InPod = { namespace: string; pod: string; container: string | undefined; database: number }

type Ran = { code: number; stdout: string; stderr: string }

/**
 * Why redis-cli did not do what it was asked; undefined when it did. It ends with 0 even when Redis answers
 * with an error, which begins with a word in capitals and goes on: `NOAUTH Authentication required.`
 */
export function redisCliRefusal({ code, stdout, stderr }: Ran): string | undefined {
  const answer = stdout.trim()
  if (code === 0 && answer !== '' && !/^(?:\(error\) )?[A-Z]{3,} /.test(answer)) return undefined
  return redact((stderr.trim() || answer).slice(0, 200)) || `exit code ${code}`
}

/** Reached by `redis-cli` in its pod, which takes its password from `REDISCLI_AUTH` there. */
function throughPod(where: InPod, cluster: Cluster): CacheAccess {
  async function ask(...command: string[]): Promise<string> {
    const ran = await cluster.exec({
      namespace: where.namespace,
      pod: where.pod,
      ...(where.container ? { container: where.container } : {}),
      command: ['redis-cli', '-n', String(where.database), ...command],
      timeoutMs: execTimeoutMs,
    })
    const refusal = redisCliRefusal(ran)
    if (refusal) throw new Denied(`redis-cli ${command[0]} in ${where.pod} failed: ${refusal}`)
    return ran.stdout.trim()
  }
  const number = async (...command: string[]): Promise<number> => {
    const answer = await ask(...command)
    const found = /^(?:\(integer\) )?(\d+)$/.exec(answer)?.[1]
    if (found === undefined)
      throw new Unavailable(`redis-cli ${command[0]} answered no number`, { uncertain: false })
    return Number(found)
  }
  return {
    place: `pod ${where.pod}`,
    size: () => number('DBSIZE'),
    has: async (marker) => (await number('EXISTS', marker)) > 0,
    async flush(marker) {
      await ask('FLUSHDB', 'ASYNC')
      // The cache is empty by now: a marker that cannot be left changes nothing about that.
      await ask('SET', marker, '1', 'EX', markerSeconds).catch((error: unknown) => {
        if (!(error instanceof Denied || error instanceof Unavailable)) throw error
      })
    },
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
