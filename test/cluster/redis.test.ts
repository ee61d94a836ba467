import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/cluster.ts'
import { connectRedis } from '../../src/cluster/redis.ts'

const binary = '/usr/bin/redis-server'
const password = 'practice-only'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

describe.skipIf(!existsSync(binary))('a real Redis (skipped without /usr/bin/redis-server)', () => {
  let server: ChildProcess
  let folder: string
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-'))
    const port = await freePort()
    url = `redis://:${password}@127.0.0.1:${port}`
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    server = spawn(binary, [...options, '--requirepass', password])
    await new Promise<void>((resolve, reject) => {
      server.once('exit', () => reject(new Error('redis-server did not start')))
      server.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve())
    })
    const client = await createClient({ url }).connect()
    await client.set('a', '1')
    await client.set('b', '2')
    await client.select(3)
    await client.set('c', '3')
    await client.close()
  })

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
    await rm(folder, { recursive: true })
  })

  test('emptying a database leaves the mark there and the other databases alone', async () => {
    const redis = connectRedis()
    expect(await redis.size(url, 3)).toBe(1)
    expect(await redis.has(url, 3, 'muster:flushed:rem-1')).toBe(false)
    const before = await redis.size(url, 0)
    await redis.flush(url, 3, 'muster:flushed:rem-1')
    expect(await redis.has(url, 3, 'c')).toBe(false)
    expect(await redis.has(url, 3, 'muster:flushed:rem-1')).toBe(true)
    expect(await redis.size(url, 0)).toBe(before)
  })

  test('a wrong password is denied, and no error repeats it', async () => {
    const wrong = url.replace(password, 'guessed')
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
  const server = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(connectRedis({ timeoutMs: 200 }).size(`redis://127.0.0.1:${port}`, 0)).rejects.toMatchObject({
    name: 'Unavailable',
  })
  server.close()
})
