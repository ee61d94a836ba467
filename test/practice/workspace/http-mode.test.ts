import { createHmac } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { App, HTTPReceiver } from '@slack/bolt'
import { expect, test } from 'vitest'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import { serve } from '../../support/serve.ts'
import { manifest } from './support/manifest.ts'
import { setting } from './support/setting.ts'

const SECRET = 'signing-secret'

/** A server on a free port, answering by `handle`; its address as request URL. */
const server = async (handle: RequestListener): Promise<string> => `${(await serve(handle)).url}/slack/events`

test('a Bolt app over HTTP takes commands, clicks and forms, and refuses what is signed with another secret', async () => {
  const receiver = new HTTPReceiver({ signingSecret: SECRET })
  const url = await server((request, response) => receiver.requestListener(request, response))
  const { workspace } = await setting({ http: { url, signingSecret: SECRET } })
  const app = new App({
    receiver,
    token: workspace.botToken,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  app.command('/ask', async ({ ack, respond }) => {
    await ack()
    await respond({
      text: 'Choose',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    })
  })
  app.action('go', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'Gone', replace_original: true })
  })
  const ana = workspace.as('ana')
  expect(await ana.command('general', '/ask')).toEqual({ ok: true })
  const choice = await workspace.until(() => ana.ephemerals('general')[0])
  expect(await ana.click({ channel: choice.channel, ts: choice.ts }, 'Go')).toEqual({ ok: true })
  await workspace.until(() => ana.ephemerals('general')[0]?.text === 'Gone')
  expect(ana.ephemerals('general')).toHaveLength(1)

  const other = await setting({ http: { url, signingSecret: 'another' } })
  const refused = await other.workspace.as('ana').command('general', '/ask')
  expect(refused).toMatchObject({ ok: false, error: 'dispatch_failed' })
})

test('a command is posted as a form without a charset, signed over the raw body', async () => {
  const seen: { type: string | undefined; right: boolean; fields: URLSearchParams }[] = []
  const url = await server(async (request, response) => {
    const body = await text(request)
    const timestamp = String(request.headers['x-slack-request-timestamp'])
    const hash = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
    seen.push({
      type: request.headers['content-type'],
      right: request.headers['x-slack-signature'] === `v0=${hash}`,
      fields: new URLSearchParams(body),
    })
    response.end('noted')
  })
  const { workspace } = await setting({ http: { url, signingSecret: SECRET } })
  const ana = workspace.as('ana')
  expect(await ana.command('general', '/ask a & b')).toEqual({ ok: true })
  expect(seen[0]).toMatchObject({ type: 'application/x-www-form-urlencoded', right: true })
  expect(seen[0]?.fields.get('text')).toBe('a & b')
  expect(seen[0]?.fields.get('channel_name')).toBe('general')
  expect(ana.ephemerals('general')).toMatchObject([{ text: 'noted' }])
})

test('an event that fails is retried with its number and reason, unless the app says not to', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const tries: (string | string[] | undefined)[] = []
  const url = await server((request, response) => {
    tries.push(request.headers['x-slack-retry-num'])
    if (tries.length === 3) response.setHeader('x-slack-no-retry', '1')
    response.statusCode = 500
    response.end()
  })
  const { workspace } = await setting({ clock, http: { url, signingSecret: SECRET } })
  const failed = () => workspace.calls().filter(({ error }) => error === 'http_error').length
  await workspace.as('ana').post('general', 'hello')
  await workspace.until(() => failed() === 1)
  clock.advance(0)
  await workspace.until(() => failed() === 2)
  clock.advance(60_000)
  await workspace.until(() => failed() === 3)
  clock.advance(3_600_000)
  expect(tries).toEqual([undefined, '1', '2'])
})

test('where the manifest turns Socket Mode off, each payload goes to the request URL it names', async () => {
  const paths: string[] = []
  const url = await server((request, response) => {
    paths.push(request.url ?? '')
    response.end()
  })
  const { workspace } = await setting({
    manifest: {
      ...manifest,
      features: {
        ...manifest.features,
        slash_commands: [{ command: '/ask', description: 'Ask', url: `${url}/commands` }],
      },
      settings: {
        event_subscriptions: { bot_events: ['message.channels'], request_url: `${url}/events` },
        interactivity: { is_enabled: true, request_url: `${url}/clicks` },
        socket_mode_enabled: false,
      },
    },
  })
  const ana = workspace.as('ana')
  await ana.command('general', '/ask')
  await ana.shortcut('start')
  await ana.post('general', 'hello')
  await workspace.until(() => paths.length === 3)
  expect(paths).toEqual(['/slack/events/commands', '/slack/events/clicks', '/slack/events/events'])
})
