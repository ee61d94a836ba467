import { z } from 'zod'
import { Denied, type Instruments } from '../app/ports/cluster.ts'
import { count } from '../checks/evidence.ts'
import { ok, refuse } from '../domain/result.ts'
import type { Service } from '../domain/service.ts'
import { type CacheAccess, openCache } from './cache-access.ts'
import { mayNotChange } from './guard.ts'
import { Outdated } from './newest.ts'
import { defineRemediation } from './remediation.ts'

const data = z.object({ cache: z.string(), database: z.number(), place: z.string() })
type Data = z.infer<typeof data>

const markerOf = (id: string): string => `muster:flushed:${id}`

/** A cache in use gains and loses keys all the time: its first digit is enough to judge by, and holds still. */
export function roughly(keys: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, keys))))
  const floor = Math.floor(keys / step) * step
  return keys < 10 ? String(keys) : `${floor.toLocaleString('en-US')} or more`
}

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

/**
 * Empties one database of a Redis cache. Emptying leaves no trace of itself, so a marker key is left in the
 * empty database for a day: by it a flush whose answer was lost is known to have been done.
 */
export const flushCache = defineRemediation({
  name: 'flush-cache',
  summary: 'Empty a cache',
  risk: 'medium',
  input: z.strictObject({ cache: z.string() }),
  data,
  verifyWithinMs: 60_000,

  async plan({ cache: name }, instruments, { service }) {
    const refusal = mayNotChange(service, 'caches', name)
    if (refusal) return refusal
    const cache = service.targets.caches.find((one) => one.name === name)
    if (!cache) return refuse('not-listed', `${name} is not a cache of ${service.name}`)
    const access = await openCache(cache, service.namespace, instruments)
    const keys = await access.size()
    if (keys === 0) return refuse('same', `${name} is already empty`)
    return ok({
      says: `Empty the cache ${name} (database ${cache.database})`,
      changes: [{ what: `keys in ${name}`, before: roughly(keys), after: 'none' }],
      warnings: ['What was cached is computed again: expect more load until the cache is warm'],
      target: `Cache ${service.namespace}/${name}`,
      data: { cache: name, database: cache.database, place: access.place },
    })
  },

  async apply(planned, instruments, { id, service }) {
    const access = await reopen(planned, instruments, service)
    await access.flush(markerOf(id))
    return { says: `${planned.cache} was emptied` }
  },

  async settle(planned, instruments, { id, service }) {
    const access = await reopen(planned, instruments, service).catch(moved)
    if (typeof access === 'string') return { state: 'unknown', says: access }
    if (await access.has(markerOf(id)))
      return { state: 'applied', says: `${planned.cache} holds the mark of this flush` }
    return {
      state: 'unknown',
      says: `${planned.cache} holds ${count(await access.size(), 'key')} and no mark of this flush: whether it was emptied cannot be told. Emptying it again does no harm.`,
    }
  },

  async verify(planned, instruments, { id, service }) {
    const access = await reopen(planned, instruments, service).catch(moved)
    if (typeof access === 'string') return { passed: false, failed: true, summary: access, evidence: [] }
    const marked = await access.has(markerOf(id))
    const keys = (await access.size()) - (marked ? 1 : 0)
    const refilled = keys === 0 ? 'is empty' : `was emptied and holds ${count(keys, 'key')} again`
    return marked || keys === 0
      ? {
          passed: true,
          summary: `${planned.cache} ${refilled}`,
          evidence: [`${planned.place}, database ${planned.database}: ${count(keys, 'key')}`],
        }
      : { passed: false, summary: `${planned.cache} still holds ${count(keys, 'key')}`, evidence: [] }
  },
})
