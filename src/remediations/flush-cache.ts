import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import type { Instruments } from '../app/ports/instruments.ts'
import { count } from '../domain/count.ts'
import { ok, refuse } from '../domain/result.ts'
import type { Service } from '../domain/service.ts'
import { type CacheAccess, cacheRights, openCache } from './cache/access.ts'
import { markOf } from './cache/redis-scripts.ts'
import { type Applying, defineRemediation } from './remediation.ts'
import { mayNotChange } from './safeguards/guard.ts'
import { Outdated } from './safeguards/newest.ts'

/** A control character is never meant, and what prints it lies about what it matches. */
const glob = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'No control characters')
  .meta({ description: 'Only keys that match, as for KEYS: session:*, user:[0-9]*, a\\*b' })

const data = z.object({
  cache: z.string(),
  database: z.number(),
  place: z.string(),
  pattern: z.string().nullable().default(null),
})
type Data = z.infer<typeof data>

const reportEveryMs = 1000

/** The cache as planned; `Outdated` when service.yml or the pod is another by now. */
async function reopen(planned: Data, instruments: Instruments, service: Service): Promise<CacheAccess> {
  const cache = service.targets.caches.find(({ name }) => name === planned.cache)
  if (!cache) throw new Denied(`${planned.cache} is no longer among the caches of ${service.id}/service.yml`)
  const access = await openCache(cache, service.namespace, instruments)
  if (access.place !== planned.place || cache.database !== planned.database)
    throw new Outdated(`The cache ${planned.cache} is at ${access.place} now, not at ${planned.place}`)
  return access
}

/** Why the planned cache cannot be looked at any more; other errors are thrown on. */
function moved(error: unknown): string {
  if (error instanceof Denied || error instanceof Outdated) return error.message
  throw error
}

/** What the plan says it empties, with the keys there now: as a warning, since they come and go all the time. */
async function survey(access: CacheAccess, pattern: string | undefined, signal: AbortSignal) {
  const size = await access.size()
  const found =
    pattern === undefined || size === 0 ? { keys: size, all: true } : await access.count(pattern, signal)
  const share = pattern === undefined ? '' : ` of ${size.toLocaleString('en-US')}`
  return {
    isEmpty: found.all && found.keys === 0,
    says: `${found.all ? 'Now' : 'At least'} ${count(found.keys, 'key')}${share} would go`,
  }
}

/** Ids come again with a new record; with its time the mark is this flush's alone. */
const markFor = ({ id, startedAt }: Pick<Applying, 'id' | 'startedAt'>) =>
  markOf(`${id}:${Date.parse(startedAt)}`)

const places = ({ place, database }: Data) => `${place}, database ${database}`

/**
 * Empties one database of a Redis cache, or takes away the keys that match a pattern without holding up the server.
 * Emptying leaves no trace of itself, so a mark is left in the database for a day: with it, a flush whose answer
 * was lost is known to have been done.
 */
export const flushCache = defineRemediation({
  name: 'flush-cache',
  summary: 'Empty a cache, or part of it',
  risk: 'medium',
  input: z.strictObject({ cache: z.string(), pattern: glob.optional() }),
  data,
  verifyWithinMs: 60_000,
  rights: cacheRights,

  async plan({ cache: name, pattern }, instruments, { service, signal }) {
    const refusal = mayNotChange(service, 'caches', name)
    if (refusal) return refusal
    const cache = service.targets.caches.find((one) => one.name === name)
    if (!cache) return refuse('not-listed', `${name} is not a cache of ${service.name}`)
    const access = await openCache(cache, service.namespace, instruments)
    const { isEmpty, says } = await survey(access, pattern, signal)
    if (isEmpty)
      return refuse(
        'same',
        pattern === undefined ? `${name} is already empty` : `No key of ${name} matches ${pattern}`,
      )
    const what = pattern === undefined ? `keys in ${name}` : `keys in ${name} that match ${pattern}`
    return ok({
      says:
        pattern === undefined
          ? `Empty the cache ${name} (database ${cache.database})`
          : `Take the keys that match ${pattern} out of the cache ${name} (database ${cache.database})`,
      changes: [{ what, before: 'all of them', after: 'none' }],
      warnings: [says, 'What was cached is computed again: expect more load until the cache is warm'],
      target: `Cache ${service.namespace}/${name}`,
      lasting: false,
      data: { cache: name, database: cache.database, place: access.place, pattern: pattern ?? null },
    })
  },

  async apply(planned, instruments, applying) {
    const { service, signal, report } = applying
    const access = await reopen(planned, instruments, service)
    if (planned.pattern === null) {
      await access.flush(markFor(applying))
      return { says: `${planned.cache} was emptied` }
    }
    let toldAt = 0
    const gone = await access.unlink(planned.pattern, markFor(applying), {
      signal,
      report(keys) {
        const now = instruments.now().getTime()
        if (now - toldAt < reportEveryMs) return
        toldAt = now
        report(`${keys.toLocaleString('en-US')} keys are gone from ${planned.cache} so far`)
      },
    })
    return { says: `${count(gone, 'key')} that matched ${planned.pattern} went out of ${planned.cache}` }
  },

  async settle(planned, instruments, applying) {
    const { service, signal } = applying
    const access = await reopen(planned, instruments, service).catch(moved)
    if (typeof access === 'string') return { state: 'unknown', says: access }
    if (await access.has(markFor(applying)))
      return { state: 'applied', says: `${planned.cache} holds the mark of this flush` }
    if (planned.pattern === null)
      return {
        state: 'not-applied',
        says: `${planned.cache} holds ${count(await access.size(), 'key')} and no mark of this flush, which comes in the same step`,
      }
    const left = await access.count(planned.pattern, signal)
    return {
      state: 'not-applied',
      says: `${left.all ? '' : 'At least '}${count(left.keys, 'key')} of ${planned.cache} that match ${planned.pattern} are left`,
    }
  },

  async verify(planned, instruments, applying) {
    const { service, signal } = applying
    const access = await reopen(planned, instruments, service).catch(moved)
    if (typeof access === 'string') return { passed: false, failed: true, summary: access, evidence: [] }
    const marked = await access.has(markFor(applying))
    const keys =
      planned.pattern === null
        ? (await access.size()) - (marked ? 1 : 0)
        : (await access.count(planned.pattern, signal)).keys
    const what = planned.pattern === null ? planned.cache : `${planned.cache} (${planned.pattern})`
    const refilled = keys === 0 ? 'is empty' : `was emptied and holds ${count(keys, 'key')} again`
    return marked || keys === 0
      ? {
          passed: true,
          summary: `${what} ${refilled}`,
          evidence: [`${places(planned)}: ${count(keys, 'key')}`],
        }
      : { passed: false, summary: `${what} still holds ${count(keys, 'key')}`, evidence: [] }
  },
})
