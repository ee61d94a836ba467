import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const binary = '/usr/bin/redis-server'

/** Whether tests with a real Redis can run here; they are skipped where it is not installed. */
export const hasRedis = existsSync(binary)

export const password = 'practice-only'

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const ready = (server: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server did not start')))
    server.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve())
  })

/** A Redis of this test's own, with a password; answers its address. */
export async function startRedis(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const server = spawn(binary, [...options, '--requirepass', password])
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
    await rm(folder, { recursive: true })
  })
  await ready(server)
  return `redis://:${password}@127.0.0.1:${port}`
}
