import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectRedis } from '../../src/redis/redis.ts'
import { throughPod } from '../../src/remediations/cache/redis-cli.ts'
import { markOf } from '../../src/remediations/cache/redis-scripts.ts'
import { busiestDuring, execHere, fill, hasRedis, launchRedis, p99, pingsDuring } from './process.ts'

const { signal } = new AbortController()
const quietly = { signal, report: () => undefined }
const inOneGo = "for _, key in ipairs(redis.call('KEYS', 'session:*')) do redis.call('DEL', key) end"
const where = { namespace: 'n', pod: 'redis-0', container: undefined, database: 0 }

describe.skipIf(!hasRedis)('a flush by pattern on a real Redis (skipped without redis-server)', () => {
  let redis: Awaited<ReturnType<typeof launchRedis>>
  let client: ReturnType<typeof createClient>
  beforeAll(async () => {
    redis = await launchRedis()
    client = createClient({ url: redis.url })
    await client.connect()
  })
  afterAll(async () => {
    client.destroy()
    await redis.stop()
  })

  const through = (exec = execHere(redis.port)) => throughPod(where, { exec })

  const ways = {
    directly: () => ({
      unlink: (pattern: string, mark: string) => connectRedis().unlink(redis.url, 0, pattern, mark, quietly),
      count: (pattern: string) => connectRedis().count(redis.url, 0, pattern, signal),
    }),
    'by redis-cli': () => ({
      unlink: (pattern: string, mark: string) => through().unlink(pattern, mark, quietly),
      count: async (pattern: string) => (await through().count(pattern, signal)).keys,
    }),
  }
  const named = Object.entries(ways)

  test.each(named)('takes 100,000 keys %s while others are answered as ever', async (_, open) => {
    await fill(redis.url, 100_000)
    const { unlink } = open()
    let gone = 0
    let beside: number[] = []
    const busiest = await busiestDuring(redis.url, async () => {
      beside = await pingsDuring(redis.port, async () => {
        gone = await unlink('session:*', markOf('rem-1'))
      })
    })
    await client.unlink(markOf('rem-1'))
    expect(gone).toBe(100_000)

    await fill(redis.url, 100_000)
    let waited: number[] = []
    const blocked = await busiestDuring(redis.url, async () => {
      waited = await pingsDuring(redis.port, () => client.eval(inOneGo))
    })
    expect(busiest).toBeLessThan(blocked / 5)
    expect(p99(beside)).toBeLessThan((waited.at(-1) ?? 0) / 2)
    expect(await client.dbSize()).toBe(0)
  })

  test.each(named)('leaves what does not match, and earlier marks, alone: %s', async (_, open) => {
    await fill(redis.url, 1200)
    await client.mSet(['user:1', 'x', markOf('rem-0'), '1'])
    const { unlink, count } = open()
    expect(await count('*')).toBe(1201)
    expect(await unlink('session:*', markOf('rem-2'))).toBe(1200)
    expect(await count('session:*')).toBe(0)
    expect((await client.keys('*')).sort()).toEqual([markOf('rem-0'), markOf('rem-2'), 'user:1'])
    expect(await client.ttl(markOf('rem-2'))).toBeGreaterThan(86_000)
    await client.flushDb()
  })

  const hostile = [
    ['two words', 'two words'],
    ['--scan', '--scan'],
    ['-n', '-n'],
    ['"; FLUSHALL; "', '"; FLUSHALL; "'],
    ["') redis.call('FLUSHALL') --", "') redis.call('FLUSHALL') --"],
    ['$(reboot) `id`', '$(reboot) `id`'],
    ['\\[literal\\]', '[literal]'],
    ['\\*', '*'],
    ['[a-c]?\u00e9', 'b_\u00e9'],
  ] as const
  test.each(named)('takes a pattern as one word, whatever stands in it: %s', async (_, open) => {
    const { unlink, count } = open()
    for (const [pattern, key] of hostile) {
      await client.mSet([key, 'x', 'bystander', 'y'])
      expect([pattern, await count(pattern)]).toEqual([pattern, 1])
      expect([pattern, await unlink(pattern, markOf('rem-3'))]).toEqual([pattern, 1])
      expect(await client.exists('bystander')).toBe(1)
      await client.flushDb()
    }
  })

  test('cut off in the middle it leaves no mark, and asked again it goes to the end', async () => {
    await fill(redis.url, 100_000)
    const cut = through(execHere(redis.port, { afterMs: 20 }))
    await expect(cut.unlink('session:*', markOf('rem-4'), quietly)).rejects.toMatchObject({ uncertain: true })
    expect(await cut.has(markOf('rem-4'))).toBe(false)
    const { keys: left } = await cut.count('session:*', signal)
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(100_000)

    await through().unlink('session:*', markOf('rem-4'), quietly)
    expect(await cut.has(markOf('rem-4'))).toBe(true)
    expect(await client.keys('*')).toEqual([markOf('rem-4')])
    await client.flushDb()
  })

  test('cut off directly it leaves no mark either', async () => {
    await fill(redis.url, 20_000)
    const stop = new AbortController()
    const options = { signal: stop.signal, report: () => stop.abort() }
    await expect(
      connectRedis().unlink(redis.url, 0, 'session:*', markOf('rem-5'), options),
    ).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
    expect(await client.exists(markOf('rem-5'))).toBe(0)
    expect(await client.dbSize()).toBeLessThan(20_000)
    expect(await client.dbSize()).toBeGreaterThan(0)
    await client.flushDb()
  })

  test('tells how far it is', async () => {
    await fill(redis.url, 100_000)
    const told: number[] = []
    const report = (keys: number) => void told.push(keys)
    await through().unlink('session:*', markOf('rem-6'), { signal, report })
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    await client.flushDb()
  })

  test('the whole database and its mark are one command', async () => {
    await fill(redis.url, 100)
    const asked: string[][] = []
    const exec = execHere(redis.port)
    const counted = (query: { command: string[] }) => {
      asked.push(query.command)
      return exec(query)
    }
    await through(counted).flush(markOf('rem-7'))
    expect(asked).toHaveLength(1)
    expect(await client.keys('*')).toEqual([markOf('rem-7')])
    await client.flushDb()
  })
})
