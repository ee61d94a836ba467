import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { Program } from '../../../cluster/programs/program.ts'
import type { RedisContents } from '../../../cluster/programs/redis/redis.ts'
import { dataDamaged, diskFull } from './state.ts'

/** The database: it tells of damage as soon as somebody reads what is damaged. */
export const postgres: Program = {
  logs({ pod, startedAt }, world, from, to) {
    const ready = line(startedAt, 'info', 'database system is ready to accept connections')
    const later = [...moments(startedAt + 5_000, 60_000, from, to)].map(({ at, nth }) => {
      if (world.condition(diskFull).at(at))
        return line(at, 'error', 'could not extend file', { error: 'No space left on device' })
      if (world.condition(dataDamaged).at(at))
        return line(at, 'error', 'invalid page in block 4127', { relation: 'base/16384/24601' })
      return line(at, 'info', 'checkpoint complete', { buffers: 40 + chance(300, pod, nth) })
    })
    return [ready, ...later].filter(({ at }) => at >= from && at < to)
  },
  usage: () => ({ cpuMillis: 120, memoryMiB: 640 }),
}

/** Circuits that were computed before. */
export const cached: RedisContents = {
  fill(keys) {
    for (let nth = 0; nth < 80; nth += 1)
      keys.set(0, `circuit:${chance(900_000, 'circuit', nth)}`, 'compiled')
  },
  changed: () => {},
}
