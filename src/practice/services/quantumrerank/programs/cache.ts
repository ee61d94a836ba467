import { chance } from '../../../cluster/programs/line.ts'
import type { RedisContents } from '../../../cluster/programs/redis/redis.ts'

/** Similarities that were computed before. */
export const rerankCache: RedisContents = {
  fill(keys) {
    for (let nth = 0; nth < 180; nth += 1)
      keys.set(0, `similarity:${chance(900_000, 'pair', nth)}`, `0.${chance(10_000, 'similarity', nth)}`)
  },
  changed: () => {},
}
