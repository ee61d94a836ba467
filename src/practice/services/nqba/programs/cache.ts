import { chance } from '../../../cluster/programs/line.ts'
import type { RedisKeys } from '../../../cluster/programs/redis/keys.ts'
import type { RedisContents } from '../../../cluster/programs/redis/redis.ts'
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

/** Turns the cache into one of an older schema, as a bad release leaves it behind. */
export function makeStale(keys: RedisKeys): void {
  for (let nth = 0; nth < 60; nth += 1)
    keys.set(0, `nqba:cache:result:${chance(900_000, 'stale', nth)}`, JSON.stringify({ schema: 41, nth }))
  keys.set(0, versionKey, '41')
}

/** Takes the older schema out again. */
export function refresh(keys: RedisKeys): void {
  const old = keys
    .names(0, 'nqba:cache:result:*')
    .filter((name) => keys.get(0, name)?.includes('"schema":41'))
  keys.delete(0, old)
  keys.set(0, versionKey, current)
}
