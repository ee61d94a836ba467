import { createClient } from 'redis'
import { connectRedis } from '../src/redis/redis.ts'
import { throughPod } from '../src/remediations/cache/redis-cli.ts'
import {
  busiestDuring,
  execHere,
  fill,
  hasRedis,
  launchRedis,
  p99,
  pingsDuring,
} from '../test/redis/process.ts'
import type { Figure } from './figure.ts'

const keys = 100_000
const pattern = 'session:*'
const mark = 'muster:flushed:bench'
const quietly = { signal: new AbortController().signal, report: () => undefined }

/** How long other clients of a real Redis wait while 100,000 keys go, beside the wait when all go in one command. */
export async function cacheFigures(): Promise<Figure[]> {
  if (!hasRedis) {
    process.stderr.write('Skipped: there is no redis-server here\n')
    return []
  }
  const { url, port, stop } = await launchRedis()
  const client = createClient({ url })
  await client.connect()
  const pod = { namespace: 'bench', pod: 'redis', container: undefined, database: 0 }
  const inOneGo = `for _, key in ipairs(redis.call('KEYS', '${pattern}')) do redis.call('DEL', key) end`
  async function measured(work: () => Promise<unknown>) {
    await client.flushDb()
    await fill(url, keys)
    let pings: number[] = []
    const busiest = await busiestDuring(url, async () => {
      pings = await pingsDuring(port, work)
    })
    return { busiest, pings }
  }
  try {
    const alone = await measured(() => new Promise((resolve) => setTimeout(resolve, 300)))
    const direct = await measured(() => connectRedis().unlink(url, 0, pattern, mark, quietly))
    const exec = execHere(port)
    const byCli = await measured(() => throughPod(pod, { exec }).unlink(pattern, mark, quietly))
    const inOne = await measured(() => client.eval(inOneGo))
    return [
      { what: 'PING beside nothing, p99', value: p99(alone.pings), unit: 'ms' },
      { what: 'PING while 100,000 keys go directly, p99', value: p99(direct.pings), unit: 'ms' },
      { what: 'PING while they go by redis-cli, p99', value: p99(byCli.pings), unit: 'ms' },
      { what: 'PING while they go in one command, longest', value: inOne.pings.at(-1) ?? 0, unit: 'ms' },
      { what: 'Redis busy at a stretch, directly', value: direct.busiest, unit: 'ms', aim: 3 },
      { what: 'Redis busy at a stretch, by redis-cli', value: byCli.busiest, unit: 'ms', aim: 3 },
      { what: 'Directly, of all in one command', value: share(direct, inOne), unit: '%', aim: 10 },
      { what: 'By redis-cli, of all in one command', value: share(byCli, inOne), unit: '%', aim: 10 },
    ]
  } finally {
    client.destroy()
    await stop()
  }
}

const share = (one: { busiest: number }, all: { busiest: number }): number =>
  (100 * one.busiest) / all.busiest
