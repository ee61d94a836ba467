import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createClient } from 'redis'
import { z } from 'zod'
import { Unavailable } from '../../src/app/ports/failures.ts'
import { freePort } from '../support/process-http.ts'

const server = '/usr/bin/redis-server'
const cli = '/usr/bin/redis-cli'

/** Whether a real Redis can run here. */
export const hasRedis = existsSync(server) && existsSync(cli)

export const password = 'practice-only'

const ready = (process: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    process.once('exit', () => reject(new Error('redis-server did not start')))
    process.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve())
  })

/** A Redis of one's own, with a password. */
export async function launchRedis(): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const running = spawn(server, [...options, '--requirepass', password])
  await ready(running)
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    port,
    async stop() {
      const ended = once(running, 'exit')
      running.kill()
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

/** Puts so many keys `<prefix>:1`, `<prefix>:2`, … into database 0. */
export async function fill(url: string, keys: number, prefix = 'session'): Promise<void> {
  const client = await createClient({ url }).connect()
  const script = `for n = 1, ${keys} do redis.call('SET', ARGV[1] .. ':' .. n, 'some value') end`
  await client.eval(script, { arguments: [prefix] })
  client.destroy()
}

/**
 * Runs redis-cli here as exec runs it in a pod, its password in the environment. `cut` kills it after so many
 * milliseconds of a command that repeats, as a lost connection would, and says what a lost connection says.
 */
export const execHere =
  (port: number, cut: { afterMs?: number } = {}) =>
  ({
    command: [, ...args],
  }: {
    command: string[]
  }): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve, reject) => {
      const env = { REDISCLI_AUTH: password }
      const running = execFile(cli, ['-p', String(port), ...args], { env }, (error, stdout, stderr) => {
        clearTimeout(timer)
        if (running.signalCode) reject(new Unavailable('The command was cut off', { uncertain: true }))
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
      })
      const isLong = cut.afterMs !== undefined && args.includes('-r')
      const timer = isLong ? setTimeout(() => running.kill('SIGKILL'), cut.afterMs) : undefined
    })

/** Asks PING again and again over a socket of its own, in a thread of its own. */
const pinging = `
const { connect } = require('node:net')
const { parentPort, workerData } = require('node:worker_threads')
const socket = connect(workerData.port, '127.0.0.1').setNoDelay()
const took = []
let began = 0
let signedIn = false
let enough = false
const ping = () => { began = performance.now(); socket.write('PING\\r\\n') }
socket.on('connect', () => socket.write('AUTH ' + workerData.password + '\\r\\n'))
socket.on('data', () => {
  if (signedIn) took.push(performance.now() - began)
  else parentPort.postMessage('begun')
  signedIn = true
  if (!enough) return setTimeout(ping, 0.2)
  parentPort.postMessage(took)
  socket.destroy()
})
parentPort.once('message', () => { enough = true })
`

const slowlog = z.array(z.tuple([z.number(), z.number(), z.number()], z.unknown()))

/** The longest that one command kept the server busy during `work`, by its own clock, in milliseconds. */
export async function busiestDuring(url: string, work: () => Promise<unknown>): Promise<number> {
  const client = await createClient({ url }).connect()
  await client.configSet({ 'slowlog-log-slower-than': '0', 'slowlog-max-len': '5000' })
  await client.sendCommand(['SLOWLOG', 'RESET'])
  await work()
  const entries = slowlog.parse(await client.sendCommand(['SLOWLOG', 'GET', '-1']))
  client.destroy()
  return Math.max(...entries.map(([, , took]) => took)) / 1000
}

/** How long others wait for PING while `work` goes on, in milliseconds, sorted. */
export async function pingsDuring(port: number, work: () => Promise<unknown>): Promise<number[]> {
  const worker = new Worker(pinging, { eval: true, workerData: { port, password } })
  await once(worker, 'message')
  await work()
  worker.postMessage('enough')
  const [took]: unknown[] = await once(worker, 'message')
  await worker.terminate()
  if (!Array.isArray(took)) throw new Error('no pings were counted')
  return took.map(Number).sort((a, b) => a - b)
}

/** What they wait for at most, but for one in a hundred. */
export const p99 = (sorted: readonly number[]): number =>
  sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
