import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import type { Workspace } from '../../../src/practice/workspace/workspace.ts'
import { boltApp, setting } from './support/setting.ts'

const control = async (workspace: Workspace, method: string, path: string, body?: object) => {
  const response = await fetch(`${workspace.url}/control/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: await response.json() }
}

test('a call can be refused, dropped before its effect, or dropped after it', async () => {
  const { workspace, web } = await setting()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const post = (text: string) => web.chat.postMessage({ channel, text })
  const order = (fault: object) => control(workspace, 'POST', 'faults', { call: 'chat.*', fault, times: 1 })
  await order({ kind: 'error', error: 'internal_error' })
  await expect(post('refused')).rejects.toMatchObject({ data: { error: 'internal_error' } })
  await order({ kind: 'status', status: 503 })
  await expect(post('unavailable')).rejects.toMatchObject({ statusCode: 503 })
  await order({ kind: 'status', status: 429, retryAfterSeconds: 7 })
  await expect(post('too many')).rejects.toMatchObject({ retryAfter: 7 })
  await order({ kind: 'drop' })
  await expect(post('lost')).rejects.toThrow()
  await order({ kind: 'drop-after' })
  await expect(post('kept')).rejects.toThrow()
  await post('last')
  expect(ana.messages('general').map(({ text }) => text)).toEqual(['kept', 'last'])
})

test('a call that hangs has had its effect', async () => {
  const { workspace, faults } = await setting()
  const ana = workspace.as('ana')
  faults.order({ call: 'chat.postMessage', fault: { kind: 'hang' } })
  const abort = new AbortController()
  const hanging = fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    signal: abort.signal,
    headers: { authorization: `Bearer ${workspace.botToken}` },
    body: new URLSearchParams({ channel: ana.channel('general').id, text: 'there' }),
  })
  await workspace.until(() => ana.messages('general').some(({ text }) => text === 'there'))
  abort.abort()
  await expect(hanging).rejects.toThrow()
})

test('latency holds a call up by the clock, until it is lifted', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { workspace, web, faults } = await setting({ clock })
  await control(workspace, 'POST', 'latency', { ms: 300 })
  let answered = false
  const slow = web.auth.test().then(() => {
    answered = true
  })
  await workspace.until(() => faults.count('auth.test') === 1)
  clock.advance(299)
  expect(answered).toBe(false)
  clock.advance(1)
  await slow
  await control(workspace, 'POST', 'latency', { ms: 0 })
  expect((await web.auth.test()).ok).toBe(true)
})

test('a benchmark in another process types commands and reads when each call began and ended', async () => {
  const { workspace } = await setting()
  const app = boltApp(workspace)
  app.command('/ask', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'seen', response_type: 'in_channel' })
  })
  await app.start()
  const typed = { as: 'U0ANA', act: 'command', channel: 'C0000000001', text: '/ask this' }
  expect((await control(workspace, 'POST', 'as', typed)).body).toEqual({ ok: true })
  await workspace.until(() => workspace.as('ana').messages('general').length > 0)
  const { body } = await control(workspace, 'GET', 'calls')
  const delivered = body.calls.find(({ call }: { call: string }) => call === 'deliver slash_commands')
  expect(delivered).toMatchObject({ about: '/ask this' })
  expect(delivered.ended).toBeGreaterThan(delivered.began)
  const messages = await control(workspace, 'GET', 'messages?channel=general')
  expect(messages.body.messages).toMatchObject([{ text: 'seen', bot_id: 'B0PRACTICE' }])
})

test('an envelope can be lost on its way', async () => {
  const { workspace, faults } = await setting()
  const app = boltApp(workspace)
  const seen: string[] = []
  app.command('/ask', async ({ ack, command }) => {
    await ack()
    seen.push(command.text)
  })
  await app.start()
  const ana = workspace.as('ana')
  faults.order({ call: 'deliver slash_commands', fault: { kind: 'drop' }, times: 1 })
  expect(await ana.command('general', '/ask one')).toMatchObject({ error: 'operation_timeout' })
  expect(await ana.command('general', '/ask two')).toEqual({ ok: true })
  await workspace.until(() => seen.length > 0)
  expect(seen).toEqual(['two'])
})

test('orders that make no sense are refused with the reason', async () => {
  const { workspace } = await setting()
  const wrong = await control(workspace, 'POST', 'faults', { call: 'x', fault: { kind: 'melt' } })
  expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_arguments' } })
  expect((await control(workspace, 'POST', 'nothing')).status).toBe(404)
  expect((await control(workspace, 'POST', 'clock', { skewMs: 3_600_000 })).body).toEqual({ ok: true })
  expect((await control(workspace, 'DELETE', 'faults')).body).toEqual({ ok: true })
})

test('the clock can be wrong by an hour', async () => {
  const { workspace, web, clock } = await setting()
  const before = clock.now()
  await control(workspace, 'POST', 'clock', { skewMs: 3_600_000 })
  const { ts } = await web.chat.postMessage({ channel: 'C0000000001', text: 'later' })
  expect(Number(ts) * 1000 - before).toBeGreaterThanOrEqual(3_600_000)
})

test('nothing answers to a name that is not this machine’s', async () => {
  const { workspace } = await setting()
  for (const path of ['/api/auth.test', '/control/calls', '/practice/act', '/']) {
    const status = await new Promise((resolve) => {
      request(`${workspace.url}${path}`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(403)
  }
})

test('a workspace that is kept is found again at the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const keepFile = join(folder, 'deeper', 'workspace.json')
  const first = await setting({ keepFile })
  const { channel } = await first.web.conversations.create({ name: 'inc-1' })
  await first.web.chat.postMessage({ channel: channel?.id ?? '', text: 'still here' })
  await first.workspace.stop()
  const second = await setting({ keepFile })
  expect(second.workspace.as('bob').messages('inc-1').at(-1)?.text).toBe('still here')
  const next = await second.web.conversations.create({ name: 'inc-2' })
  expect(next.channel?.id).not.toBe(channel?.id)
})

test('somebody joins the team, and somebody is deactivated', async () => {
  const { workspace, web } = await setting()
  const bob = { id: 'U0BOB', name: 'bob', realName: 'Bob Berg', email: 'bob@example.com' }
  const dan = { id: 'U0DAN', name: 'dan', realName: 'Dan Dahl', email: 'dan@example.com' }
  expect((await control(workspace, 'POST', 'person', dan)).body).toEqual({ ok: true })
  await control(workspace, 'POST', 'person', { ...bob, deactivated: true })
  expect((await web.users.lookupByEmail({ email: dan.email })).user?.real_name).toBe('Dan Dahl')
  expect((await web.users.info({ user: 'U0BOB' })).user?.deleted).toBe(true)
  expect((await web.conversations.members({ channel: 'C0000000001' })).members).toEqual(['U0ANA', 'U0BOT'])
})
