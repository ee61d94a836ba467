import type { World } from '../../world.ts'
import { line } from '../line.ts'
import type { Container, Executed, Program } from '../program.ts'
import { redisCli } from './cli.ts'
import { RedisKeys } from './keys.ts'

/** What a service keeps in its Redis. */
export type RedisContents = {
  fill(keys: RedisKeys): void
  /** Told after every change of the keys. */
  changed(keys: RedisKeys, world: World): void
}

const memories = new WeakMap<Container, RedisKeys>()

/** The keys in a container's memory; nothing where no Redis runs. */
export const keysOf = (container: Container): RedisKeys | undefined => memories.get(container)

/** A Redis that keeps nothing on disk: it starts filled as the service leaves it. */
export const redis = (contents: RedisContents): Program => ({
  start(container, world) {
    let filled = false
    const keys: RedisKeys = new RedisKeys(() => filled && contents.changed(keys, world))
    contents.fill(keys)
    filled = true
    contents.changed(keys, world)
    memories.set(container, keys)
  },
  logs({ startedAt }, _world, from, to) {
    const lines = [
      line(startedAt, 'notice', 'Server initialized'),
      line(startedAt + 20, 'notice', 'Ready to accept connections tcp'),
    ]
    return lines.filter(({ at }) => at >= from && at < to)
  },
  usage(container) {
    const keys = memories.get(container)
    const count = keys?.databases.reduce((sum, db) => sum + keys.size(db), 0) ?? 0
    return { cpuMillis: 14, memoryMiB: 9 + count / 16 }
  },
  exec(argv, container): Executed | undefined {
    const [name, ...args] = argv
    const keys = memories.get(container)
    const isCli = name === 'redis-cli' || name?.endsWith('/redis-cli')
    return keys && isCli ? redisCli(keys, args) : undefined
  },
})
