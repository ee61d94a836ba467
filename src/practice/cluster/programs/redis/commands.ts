import { chance } from '../line.ts'
import type { RedisKeys } from './keys.ts'
import { runScript } from './lua/script.ts'
import type { Reply } from './reply.ts'

type Command = { min: number; run(keys: RedisKeys, db: number, args: string[]): Reply }

const ok: Reply = { status: 'OK' }
const flushModes = new Set(['ASYNC', 'SYNC'])

const flush = (clear: (keys: RedisKeys, db: number) => void): Command => ({
  min: 0,
  run(keys, db, args) {
    if (args.length > 1 || (args[0] !== undefined && !flushModes.has(args[0].toUpperCase())))
      return { error: 'ERR syntax error' }
    clear(keys, db)
    return ok
  },
})

const remove: Command = { min: 1, run: (keys, db, args) => keys.delete(db, args) }

const commands: Record<string, Command> = {
  PING: { min: 0, run: (_keys, _db, [text]) => text ?? { status: 'PONG' } },
  ECHO: { min: 1, run: (_keys, _db, [text = '']) => text },
  DBSIZE: { min: 0, run: (keys, db) => keys.size(db) },
  GET: { min: 1, run: (keys, db, [key = '']) => keys.get(db, key) ?? null },
  MGET: { min: 1, run: (keys, db, args) => args.map((key) => keys.get(db, key) ?? null) },
  EXISTS: { min: 1, run: (keys, db, args) => args.filter((key) => keys.get(db, key) !== undefined).length },
  TYPE: {
    min: 1,
    run: (keys, db, [key = '']) => ({ status: keys.get(db, key) === undefined ? 'none' : 'string' }),
  },
  TTL: { min: 1, run: (keys, db, [key = '']) => (keys.get(db, key) === undefined ? -2 : -1) },
  SET: {
    min: 2,
    run(keys, db, [key = '', value = '']) {
      keys.set(db, key, value)
      return ok
    },
  },
  DEL: remove,
  UNLINK: remove,
  KEYS: { min: 1, run: (keys, db, [pattern]) => keys.names(db, pattern) },
  SCAN: { min: 1, run: scan },
  EVAL: { min: 2, run: evaluate },
  INFO: { min: 0, run: (keys, _db, [section]) => info(keys, section?.toLowerCase()) },
  FLUSHDB: flush((keys, db) => keys.clear(db)),
  FLUSHALL: flush((keys) => keys.clearAll()),
}

/** Runs one command on the keys, with Redis' own replies and errors. */
export function command(keys: RedisKeys, db: number, [name = '', ...args]: string[]): Reply {
  const known = commands[name.toUpperCase()]
  if (!known) {
    const told = args.slice(0, 3).map((arg) => `'${arg}' `)
    return { error: `ERR unknown command '${name}', with args beginning with: ${told.join('')}` }
  }
  if (args.length < known.min)
    return { error: `ERR wrong number of arguments for '${name.toLowerCase()}' command` }
  return known.run(keys, db, args)
}

function evaluate(keys: RedisKeys, db: number, [script = '', amount = '', ...rest]: string[]): Reply {
  const named = Number(amount)
  if (!Number.isInteger(named)) return { error: 'ERR value is not an integer or out of range' }
  if (named < 0) return { error: "ERR Number of keys can't be negative" }
  if (named > rest.length) return { error: "ERR Number of keys can't be greater than number of args" }
  return runScript(script, rest.slice(0, named), rest.slice(named), ([name = '', ...words]) =>
    name.toUpperCase() === 'EVAL'
      ? { error: 'ERR This Redis command is not allowed from script' }
      : command(keys, db, [name, ...words]),
  )
}

/**
 * Keys come in an order that is theirs for good, and the cursor says where in it to go on: those that go or come
 * meanwhile move nobody else, as in Redis.
 */
function scan(keys: RedisKeys, db: number, [cursor = '0', ...options]: string[]): Reply {
  const start = Number(cursor)
  if (!Number.isInteger(start) || start < 0) return { error: 'ERR invalid cursor' }
  const option = (name: string) => options[options.findIndex((one) => one.toUpperCase() === name) + 1]
  const asked = options.some((one) => one.toUpperCase() === 'COUNT') ? Number(option('COUNT')) : 10
  const pattern = options.some((one) => one.toUpperCase() === 'MATCH') ? option('MATCH') : undefined
  const ahead = keys
    .names(db)
    .map((name) => ({ name, place: 1 + chance(4_294_967_295, name) }))
    .filter(({ place }) => place >= start)
    .sort((a, b) => a.place - b.place)
  const next = ahead[asked]?.place
  const page = new Set(
    ahead.filter(({ place }) => next === undefined || place < next).map(({ name }) => name),
  )
  return [String(next ?? 0), keys.names(db, pattern).filter((name) => page.has(name))]
}

function info(keys: RedisKeys, section: string | undefined): string {
  const databases = keys.databases.map((db) => `db${db}:keys=${keys.size(db)},expires=0,avg_ttl=0`)
  const sections: Record<string, string[]> = {
    server: ['redis_version:7.4.1', 'redis_mode:standalone', 'tcp_port:6379'],
    memory: [`used_memory:${900_000 + keys.databases.reduce((sum, db) => sum + keys.size(db) * 220, 0)}`],
    replication: ['role:master', 'connected_slaves:0'],
    keyspace: databases,
  }
  const shown = Object.entries(sections).filter(([name]) => section === undefined || name === section)
  return shown
    .map(([name, lines]) => [`# ${name[0]?.toUpperCase()}${name.slice(1)}`, ...lines, ''].join('\r\n'))
    .join('\r\n')
}
