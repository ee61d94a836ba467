import type { RedisKeys } from '../../../cluster/programs/redis/keys.ts'
import { keysOf } from '../../../cluster/programs/redis/redis.ts'
import type { World } from '../../../cluster/world.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { makeStale, refresh } from '../programs/cache.ts'
import { namespace } from '../programs/state.ts'

/** The keys of an older schema are really in Redis: whatever empties it heals. */
export const staleCache: Scenario = {
  name: 'stale-cache',
  title: 'Stale cache',
  says: 'NQBA serves answers of an older cache schema, until its Redis is flushed.',
  start(world) {
    for (const keys of caches(world)) makeStale(keys)
  },
  stop(world) {
    for (const keys of caches(world)) refresh(keys)
  },
}

const caches = (world: World): RedisKeys[] =>
  world.containers
    .running()
    .filter((one) => one.namespace === namespace)
    .flatMap((one) => keysOf(one) ?? [])
