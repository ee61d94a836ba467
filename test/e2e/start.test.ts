import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { freePort } from '../support/process-http.ts'
import { type Ender, type ProcessWorld, startProcessWorld } from '../support/process-world.ts'

/** What it says as it gives up: one line on standard error, and 1 to the operator's shell. */
async function refusal({ launch }: ProcessWorld, env: Record<string, string>): Promise<string> {
  const { code, says } = await launch(env).ended
  expect(code, says).toBe(1)
  expect(says.trim().split('\n'), says).toHaveLength(1)
  return says
}

async function takenPort({ onTestFinished }: Ender): Promise<string> {
  const port = await freePort()
  const server = createServer().listen(port)
  await once(server, 'listening')
  onTestFinished(async () => void server.close())
  return String(port)
}

describe.concurrent('what keeps it from starting is said in one line', { timeout: 30_000 }, () => {
  test('tokens that Slack does not take', async (context) => {
    const world = await startProcessWorld(context)
    expect(await refusal(world, { SLACK_BOT_TOKEN: 'xoxb-old' })).toMatch(/SLACK_BOT_TOKEN/)
    expect(await refusal(world, { SLACK_APP_TOKEN: 'xapp-old' })).toMatch(/SLACK_APP_TOKEN/)
  })

  test('a Slack that is not there', async (context) => {
    const world = await startProcessWorld(context)
    const nobody = `http://127.0.0.1:${await freePort()}/api/`
    expect(await refusal(world, { SLACK_API_URL: nobody })).toMatch(/Slack/)
  })

  test('a kubeconfig that is none, or lacks the context', async (context) => {
    const world = await startProcessWorld(context)
    const none = path.join(world.folder, 'notes.txt')
    await writeFile(none, 'clusters: [')
    expect(await refusal(world, { KUBECONFIG: none })).toContain('KUBECONFIG')
    expect(await refusal(world, { MUSTER_CONTEXT: 'elsewhere' })).toMatch(/MUSTER_CONTEXT/)
  })

  test('ports that others have', async (context) => {
    const world = await startProcessWorld(context)
    const taken = await takenPort(context)
    expect(await refusal(world, { MUSTER_WEB_PORT: taken })).toContain('MUSTER_WEB_PORT')
    const http = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'secret', PORT: taken }
    expect(await refusal(world, http)).toContain('PORT')
  })

  test('a record that another Muster works on', async (context) => {
    const world = await startProcessWorld(context)
    const first = world.launch()
    await first.ready
    expect(await refusal(world, {})).toContain('Another Muster already works on')
  })

  test('a record that another program keeps locked', async (context) => {
    const world = await startProcessWorld(context)
    const other = new Sqlite(world.record)
    other.exec('begin exclusive')
    expect(await refusal(world, {})).toContain('locked')
    other.close()
  })

  test('a file that is no record', async (context) => {
    const world = await startProcessWorld(context)
    await writeFile(world.record, 'Dear diary, '.repeat(100))
    expect(await refusal(world, {})).toContain('muster.db')
  })
})

test('without its cluster it starts all the same, and a check says that it cannot look', {
  timeout: 30_000,
}, async (context) => {
  const world = await startProcessWorld(context)
  const { ana, launch, practice, quiet } = world
  await practice.cluster.stop()
  expect(await launch().ready).toBeDefined()
  await ana.says('/incident p0 nqba Dynex is down')
  await quiet()
  await ana.presses('step.fix', { in: 'inc-1-dynex-is-down' })
  await quiet()
  expect(ana.hears()).toContain('nothing changes')
})
