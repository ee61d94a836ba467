import { chance } from '../line.ts'
import type { RedisContents } from '../redis/redis.ts'
import { cacheStale } from './state.ts'

const versionKey = 'nqba:cache:schema_version'
const current = '42'
const rewarmMs = 1_500

/** What the API keeps in Redis. Flushed, it comes back in the present schema a moment later. */
export const nqbaCache: RedisContents = {
  fill(keys) {
    keys.set(0, versionKey, current)
    for (let nth = 0; nth < 240; nth += 1)
      keys.set(0, `nqba:cache:result:${chance(900_000, 'result', nth)}`, JSON.stringify({ schema: 42, nth }))
    for (let nth = 0; nth < 12; nth += 1)
      keys.set(0, `nqba:quota:customer-${nth}`, String(chance(9_000, 'quota', nth)))
    for (let nth = 0; nth < 9; nth += 1) keys.set(1, `session:${chance(900_000, 'session', nth)}`, 'active')
  },
  changed(keys, world) {
    const version = keys.get(0, versionKey)
    world.condition(cacheStale).set(version !== undefined && version !== current)
    if (version === undefined)
      world.clock.after(rewarmMs, () => {
        if (keys.get(0, versionKey) === undefined) keys.set(0, versionKey, current)
      })
  },
}

/** Turns the cache into one of an older schema, as a bad deploy leaves it behind. */
export const makeStale = (set: (db: number, key: string, value: string) => void): void => {
  set(0, versionKey, '41')
  for (let nth = 0; nth < 60; nth += 1)
    set(0, `nqba:cache:result:${chance(900_000, 'stale', nth)}`, JSON.stringify({ schema: 41, nth }))
}
