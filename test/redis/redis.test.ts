import { createServer } from 'node:net'
import { createClient } from 'redis'
import { describe, expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/failures.ts'
import { connectRedis } from '../../src/redis/redis.ts'
import { listen } from '../support/listen.ts'
import { freePort } from '../support/process-http.ts'
import { hasRedis, password } from './process.ts'
import { startRedis } from './server.ts'

describe.skipIf(!hasRedis)('a real Redis (skipped without /usr/bin/redis-server)', () => {
  test('emptying a database leaves the mark there and the other databases alone', async () => {
    const url = await startRedis()
    const client = await createClient({ url }).connect()
    await client.set('a', '1')
    await client.select(3)
    await client.set('c', '3')
    await client.close()
    const redis = connectRedis()
    expect(await redis.size(url, 3)).toBe(1)
    expect(await redis.has(url, 3, 'muster:flushed:rem-1')).toBe(false)
    await redis.flush(url, 3, 'muster:flushed:rem-1')
    expect(await redis.has(url, 3, 'c')).toBe(false)
    expect(await redis.has(url, 3, 'muster:flushed:rem-1')).toBe(true)
    expect(await redis.size(url, 0)).toBe(1)
  })

  test('a wrong password is denied, and no error repeats it', async () => {
    const wrong = (await startRedis()).replace(password, 'guessed')
    const error = await connectRedis()
      .size(wrong, 0)
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Denied)
    expect(String(error)).not.toContain('guessed')
  })
})

test('a Redis that is not there is unavailable at once, without a storm of tries', async () => {
  const port = await freePort()
  const flush = connectRedis().flush(`redis://127.0.0.1:${port}`, 0, 'marker')
  await expect(flush).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
})

test('a Redis that takes the connection and says nothing is given up after the deadline', async () => {
  const server = createServer(() => undefined)
  const port = await listen(server)
  await expect(connectRedis({ timeoutMs: 200 }).size(`redis://127.0.0.1:${port}`, 0)).rejects.toMatchObject({
    name: 'Unavailable',
  })
  server.close()
})
