import { SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import type { Workspace } from '../../../src/practice/workspace/workspace.ts'
import { boltApp, client, setting } from './support/setting.ts'

type Heard = {
  type: string
  envelope_id?: string
  retry_attempt?: number
  payload?: Payload
  reason?: string
}
type Payload = { event_id?: string; text?: string; type?: string }

const isHeard = (value: unknown): value is Heard =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** A bare socket, as an app has it, that acknowledges only when told to. */
async function bareSocket(workspace: Workspace) {
  const { url = '' } = await client(workspace, workspace.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  onTestFinished(() => socket.terminate())
  const heard: Heard[] = []
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString())
    if (isHeard(message)) heard.push(message)
  })
  const first = (type: string, skip = 0) =>
    workspace.until(() => heard.filter((message) => message.type === type)[skip])
  const ack = (envelope: Heard, payload?: object) =>
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload ? { payload } : {}) }))
  await first('hello')
  return { socket, heard, first, ack, url }
}

test('the address of a socket is good for one connection', async () => {
  const { workspace } = await setting()
  const { url, heard } = await bareSocket(workspace)
  expect(heard[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: 'A0PRACTICE' },
    debug_info: { approximate_connection_time: 3600 },
  })
  const second = new WebSocket(url)
  const refused = await new Promise((resolve) => second.on('error', (error) => resolve(error.message)))
  expect(refused).toContain('403')
})

test('an event that is not acknowledged comes again at once, after a minute, after five, and no more', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { workspace } = await setting({ clock })
  const { first, heard } = await bareSocket(workspace)
  await workspace.as('ana').post('general', 'hello')
  const once = await first('events_api')
  expect(once).toMatchObject({ retry_attempt: 0 })
  const waits = [3000, 60_000 + 3000, 300_000 + 3000]
  for (const [place, wait] of waits.entries()) {
    clock.advance(3000)
    await workspace.until(
      () => workspace.calls().filter(({ error }) => error === 'timeout').length === place + 1,
    )
    clock.advance(wait - 3000)
    const again = await first('events_api', place + 1)
    expect(again).toMatchObject({ retry_attempt: place + 1, retry_reason: 'timeout' })
    expect(again.payload?.event_id).toBe(once.payload?.event_id)
    expect(again.envelope_id).not.toBe(once.envelope_id)
  }
  clock.advance(3_600_000)
  expect(heard.filter(({ type }) => type === 'events_api')).toHaveLength(4)
})

test('a command that is not acknowledged in three seconds tells the person so', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { workspace } = await setting({ clock })
  const { first } = await bareSocket(workspace)
  const ana = workspace.as('ana')
  const typed = ana.command('general', '/ask now')
  await first('slash_commands')
  clock.advance(3000)
  expect(await typed).toMatchObject({ ok: false, error: 'operation_timeout' })
  expect(ana.notices()).toEqual(['/ask failed because the app did not respond.'])
})

test('without a connection, commands fail at once', async () => {
  const { workspace } = await setting()
  const answer = await workspace.as('ana').command('general', '/ask now')
  expect(answer).toMatchObject({ ok: false, error: 'dispatch_failed' })
})

test('an acknowledgement may carry the answer to a command', async () => {
  const { workspace } = await setting()
  const { first, ack } = await bareSocket(workspace)
  const ana = workspace.as('ana')
  const privately = ana.command('general', '/ask me')
  ack(await first('slash_commands'), { text: 'only you' })
  await privately
  const openly = ana.command('general', '/ask all')
  ack(await first('slash_commands', 1), { text: 'everybody', response_type: 'in_channel' })
  await openly
  expect(ana.ephemerals('general')).toMatchObject([{ text: 'only you' }])
  expect(workspace.as('bob').messages('general')).toMatchObject([{ text: 'everybody' }])
})

test('the eleventh socket is turned away, and each envelope goes to one of the ten', async () => {
  const { workspace } = await setting()
  const sockets = await Promise.all(Array.from({ length: 10 }, () => bareSocket(workspace)))
  const { url = '' } = await client(workspace, workspace.appToken).apps.connections.open()
  const extra = new WebSocket(url)
  const bid = await new Promise((resolve) => extra.on('message', (data) => resolve(data.toString())))
  expect(bid).toContain('too_many_websockets')
  for (let place = 0; place < 10; place += 1) await workspace.as('ana').post('general', `m${place}`)
  const received = () => sockets.map(({ heard }) => heard.filter(({ type }) => type === 'events_api').length)
  await workspace.until(() => received().reduce((sum, one) => sum + one) === 10)
  expect(received()).toEqual(Array.from({ length: 10 }, () => 1))
})

test('asked to refresh, the SDK connects anew and events reach it again', async () => {
  const { workspace } = await setting()
  const socket = new SocketModeClient({
    appToken: workspace.appToken,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    clientPingTimeout: 50,
  })
  onTestFinished(() => socket.disconnect())
  const texts: string[] = []
  socket.on('message', async ({ ack, event }) => {
    await ack()
    texts.push(event.text)
  })
  await socket.start()
  await workspace.as('ana').post('general', 'before')
  await workspace.until(() => texts.includes('before'))
  workspace.socket.refresh('refresh_requested')
  await workspace.until(() => workspace.socket.connected === 0)
  await workspace.until(() => workspace.socket.connected === 1)
  await workspace.as('ana').post('general', 'after')
  await workspace.until(() => texts.includes('after'))
  expect(texts).toEqual(['before', 'after'])
})

test('the same command can be delivered several times, as Slack may', async () => {
  const { workspace } = await setting()
  const app = boltApp(workspace)
  const triggers: string[] = []
  app.command('/ask', async ({ ack, command }) => {
    await ack()
    triggers.push(command.trigger_id)
  })
  await app.start()
  await workspace.as('ana').command('general', '/ask once')
  await workspace.repeat('slash_commands', 4)
  await workspace.until(() => triggers.length === 5)
  expect(new Set(triggers).size).toBe(1)
})
