import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { practise } from '../../src/start-practice.ts'
import { listen } from '../support/listen.ts'

async function settings(webPort = '0') {
  const folder = await mkdtemp(path.join(tmpdir(), 'one-practice-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const config = readConfig({ MUSTER_DATA: folder, MUSTER_WEB_PORT: webPort, MUSTER_LOG_LEVEL: 'error' })
  if (!config.ok) throw new Error(config.refusal.says)
  return { config: config.value, folder, mark: path.join(folder, 'practice', 'pid') }
}
const wishes = { port: '0', service: ['nqba'] }

test('a second practice in the same folder is refused, and takes nothing from the first', async () => {
  const { config, folder } = await settings()
  const first = await practise(config, wishes)
  onTestFinished(first.stop)
  await expect(practise(config, wishes)).rejects.toThrow(
    `Practice runs already in ${path.join(folder, 'practice')} (process ${process.pid})`,
  )
  expect(existsSync(path.join(folder, 'practice', 'kubeconfig'))).toBe(true)
})

test('what a practice that died has left behind is taken over, and given back at the end', async () => {
  const { config, mark } = await settings()
  const first = await practise(config, wishes)
  await first.stop()
  expect(existsSync(mark)).toBe(false)
  // No process has this number: they end at 4 million. And one of this number began another day.
  for (const left of ['99999999 1', `${process.pid} 1`]) {
    writeFileSync(mark, left)
    const next = await practise(config, wishes)
    expect(readFileSync(mark, 'utf8')).toMatch(new RegExp(`^${process.pid} (?!1$)`))
    await next.stop()
  }
})

test('a practice whose pages find their port taken says so, and leaves nothing running', async () => {
  const server = createServer()
  const port = await listen(server)
  onTestFinished(() => void server.close())
  const { config, mark } = await settings(String(port))
  await expect(practise(config, wishes)).rejects.toThrow(`Port ${port} for the pages is taken`)
  expect(existsSync(mark)).toBe(false)
})
