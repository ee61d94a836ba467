import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import {
  type steppedClock as Stepped,
  skewedClock,
  steppedClock,
} from '../../../src/practice/control/clock.ts'
import { manifest } from './support/manifest.ts'
import { boltApp, errorOf, setting } from './support/setting.ts'

const modal = (more: object = {}) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Form' },
  blocks: [],
  ...more,
})

/** Remembers the events the app hears, by type, and acknowledges everything else. */
function recorder(app: App): Record<string, unknown>[] {
  const heard: Record<string, unknown>[] = []
  app.event(/.*/, async ({ event }) => {
    heard.push({ ...event })
  })
  return heard
}

test('what people type is escaped, and names become links', async () => {
  const { workspace } = await setting()
  const ana = workspace.as('ana')
  await ana.post('general', 'a < b & <@U0BOB> @bob #random @ops @here @nobody https://e.com/?a=1&b=2')
  expect(ana.messages('general')[0]?.text).toBe(
    'a &lt; b &amp; &lt;@U0BOB&gt; <@U0BOB> <#C0000000002|random> <!subteam^S0OPS|@ops> <!here> @nobody ' +
      '<https://e.com/?a=1&amp;b=2>',
  )
})

test('a command is told names as links only where it asked for that', async () => {
  const { workspace } = await setting()
  const app = boltApp(workspace)
  const texts: string[] = []
  for (const name of ['/ask', '/escaped'])
    app.command(name, async ({ ack, command }) => {
      await ack()
      texts.push(command.text)
    })
  await app.start()
  await workspace.as('ana').command('general', '/ask <x> @bob #random')
  await workspace.as('ana').command('general', '/escaped <x> @bob #random')
  await workspace.until(() => texts.length === 2)
  expect(texts).toEqual(['<x> @bob #random', '&lt;x&gt; <@U0BOB|bob> <#C0000000002|random>'])
})

test('a command that no app has is refused by Slack itself', async () => {
  const { workspace } = await setting()
  expect(await workspace.as('ana').command('general', '/nothing here')).toEqual({
    ok: false,
    error: 'invalid_command',
    says: '/nothing is not a valid command.',
  })
})

test('the app hears only what it subscribed to, and only of channels it is in', async () => {
  const { workspace, web } = await setting()
  const app = boltApp(workspace, false)
  const heard = recorder(app)
  await app.start()
  const ana = workspace.as('ana')
  await ana.post('random', 'not for you')
  await ana.post('secret', 'nor this')
  const ts = await ana.post('general', 'hello @sample')
  await ana.react('general', ts, 'eyes')
  await ana.edit('general', ts, 'hello again')
  await ana.delete('general', ts)
  await web.conversations.join({ channel: ana.channel('random').id })
  await workspace.until(() => heard.some(({ type }) => type === 'member_joined_channel'))
  const told = heard.map(({ type, subtype }) => (subtype ? `${type}/${subtype}` : type))
  expect(told).toEqual([
    'message',
    'app_mention',
    'reaction_added',
    'message/message_changed',
    'message/message_deleted',
    'message/channel_join',
    'member_joined_channel',
  ])
  expect(heard[2]).toMatchObject({
    user: 'U0ANA',
    reaction: 'eyes',
    item: { type: 'message', channel: 'C0000000001', ts },
  })
  expect(heard[3]).toMatchObject({ message: { text: 'hello again' }, previous_message: { ts } })
  expect(heard[4]).toMatchObject({ deleted_ts: ts, previous_message: { text: 'hello again' } })
})

test('the app hears its own messages, marked as its own', async () => {
  const { workspace, web } = await setting()
  const app = boltApp(workspace, false)
  const messages = recorder(app)
  await app.start()
  await web.chat.postMessage({ channel: workspace.as('ana').channel('general').id, text: 'mine' })
  await workspace.until(() => messages.length === 1)
  expect(messages[0]).toMatchObject({
    bot_id: 'B0PRACTICE',
    user: workspace.botUserId,
    channel_type: 'channel',
  })
})

async function withTriggers(clock?: ReturnType<typeof Stepped>) {
  const made = await setting({ clock: clock ?? skewedClock() })
  const app = boltApp(made.workspace)
  const triggers: string[] = []
  app.command('/ask', async ({ ack, command }) => {
    await ack()
    triggers.push(command.trigger_id)
  })
  await app.start()
  const ana = made.workspace.as('ana')
  const next = async (): Promise<string> => {
    const known = triggers.length
    await ana.command('general', '/ask')
    return made.workspace.until(() => triggers[known])
  }
  return { ...made, ana, app, next }
}

test('a trigger opens one form, within three seconds', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { web, next, ana } = await withTriggers(clock)
  const trigger_id = await next()
  await web.views.open({ trigger_id, view: modal() })
  expect(ana.modals()).toHaveLength(1)
  expect(await errorOf(web.views.open({ trigger_id, view: modal() }))).toBe('exchanged_trigger_id')
  const late = await next()
  clock.advance(3001)
  expect(await errorOf(web.views.open({ trigger_id: late, view: modal() }))).toBe('expired_trigger_id')
  expect(await errorOf(web.views.open({ trigger_id: 'made up', view: modal() }))).toBe('invalid_trigger_id')
})

test('forms stand three deep, are redrawn only at the hash that was seen, and close one by one', async () => {
  const { web, next, ana, app, workspace } = await withTriggers()
  const closed: string[] = []
  let turn = 0
  app.view({ callback_id: 'step', type: 'view_submission' }, async ({ ack }) => {
    turn += 1
    await ack({
      response_action: 'push',
      view: modal({
        callback_id: 'step',
        submit: { type: 'plain_text', text: 'On' },
        notify_on_close: true,
        private_metadata: `${turn}`,
      }),
    })
  })
  app.view({ callback_id: 'step', type: 'view_closed' }, async ({ ack, view }) => {
    await ack()
    closed.push(view.private_metadata)
  })
  const first = modal({ callback_id: 'step', submit: { type: 'plain_text', text: 'On' } })
  const { view } = await web.views.open({ trigger_id: await next(), view: first })
  await ana.submit()
  await ana.submit()
  expect(ana.modals()).toHaveLength(3)
  expect(ana.modals().map(({ rootId }) => rootId)).toEqual([view?.id, view?.id, view?.id])
  expect(await ana.submit()).toMatchObject({ ok: false, error: 'push_limit_reached' })
  const view_id = view?.id ?? ''
  await web.views.update({ view_id, view: first, hash: view?.hash ?? '' })
  expect(await errorOf(web.views.update({ view_id, view: first, hash: view?.hash ?? '' }))).toBe(
    'hash_conflict',
  )
  await ana.closeModal()
  await workspace.until(() => closed.length === 1)
  expect(closed).toEqual(['2'])
  expect(ana.modals()).toHaveLength(2)
})

test('Slack’s own form refuses what is no number, no address, or no choice', async () => {
  const { web, next, ana } = await withTriggers()
  const label = { type: 'plain_text', text: 'Label' }
  const asked = (block_id: string, element: object, optional = false) => ({
    type: 'input',
    block_id,
    label,
    optional,
    element: { action_id: 'value', ...element },
  })
  const view = modal({
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [
      asked('count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '5' }),
      asked('mail', { type: 'email_text_input' }),
      asked('link', { type: 'url_text_input' }),
      asked('pick', { type: 'static_select', options: [{ text: label, value: 'a' }] }),
      asked('note', { type: 'plain_text_input', max_length: 3 }, true),
    ],
  })
  await web.views.open({ trigger_id: await next(), view })
  const right = { count: '3', mail: 'a@example.com', link: 'https://e.com', pick: 'a' }
  for (const wrong of [
    { count: '6' },
    { count: '1.5' },
    { mail: 'nope' },
    { link: 'nope' },
    { note: 'long' },
  ])
    expect(await ana.submit({ ...right, ...wrong })).toMatchObject({ ok: false, error: 'invalid_input' })
  expect(await ana.submit({ ...right, pick: 'b' })).toMatchObject({ ok: false, error: 'invalid_option' })
  expect(ana.modals()).toHaveLength(1)
})

test('only what stands on the message can be clicked, and values cannot be made up', async () => {
  const { workspace, web } = await setting()
  const app = boltApp(workspace)
  const values: unknown[] = []
  app.action('go', async ({ ack, action }) => {
    await ack()
    values.push('value' in action ? action.value : undefined)
  })
  await app.start()
  const bob = workspace.as('bob')
  const channel = bob.channel('general').id
  const text = { type: 'plain_text' as const, text: 'Go' }
  const { ts = '' } = await web.chat.postMessage({
    channel,
    text: 'x',
    blocks: [
      {
        type: 'actions',
        block_id: 'b',
        elements: [{ type: 'button', action_id: 'go', text, value: 'true' }],
      },
    ],
  })
  const forged = { type: 'button', action_id: 'go', block_id: 'b', value: 'forged' }
  expect(await bob.act({ act: 'click', in: { channel, ts }, action: forged })).toEqual({ ok: true })
  await workspace.until(() => values.length === 1)
  expect(values).toEqual(['true'])
  const other = { ...forged, action_id: 'stop' }
  expect(await bob.act({ act: 'click', in: { channel, ts }, action: other })).toMatchObject({
    error: 'action_not_found',
  })
})

test('a shortcut starts from anywhere or from a message, and the Home tab is the person’s own', async () => {
  const { workspace, web } = await setting()
  const app = boltApp(workspace)
  const used: unknown[] = []
  app.shortcut({ callback_id: 'start', type: 'shortcut' }, async ({ ack, shortcut }) => {
    await ack()
    used.push(shortcut.user.id)
  })
  app.shortcut({ callback_id: 'keep', type: 'message_action' }, async ({ ack, shortcut }) => {
    await ack()
    used.push(shortcut.message.text)
  })
  app.event('app_home_opened', async ({ event, client }) => {
    const section = { type: 'section', text: { type: 'mrkdwn', text: `Hello <@${event.user}>` } }
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section] } })
  })
  await app.start()
  const ana = workspace.as('ana')
  const ts = await ana.post('general', 'remember this')
  await ana.shortcut('start')
  await ana.shortcut('keep', { channel: 'general', ts })
  await ana.openHome()
  await workspace.until(() => used.length === 2 && ana.home())
  expect(used).toEqual(['U0ANA', 'remember this'])
  expect(JSON.stringify(ana.home()?.blocks)).toContain('Hello <@U0ANA>')
  expect(workspace.as('bob').home()).toBeUndefined()
  const stale = { user_id: 'U0ANA', view: { type: 'home' as const, blocks: [] }, hash: '1.old' }
  expect(await errorOf(web.views.publish(stale))).toBe('hash_conflict')
})

test('an external select asks the app for its options', async () => {
  const { workspace, web } = await setting()
  const app = boltApp(workspace)
  app.options('service', async ({ ack, payload }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: `${payload.value}-api` }, value: 'api' }] })
  })
  await app.start()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const { ts = '' } = await web.chat.postMessage({
    channel,
    text: 'x',
    blocks: [
      { type: 'actions', block_id: 'b', elements: [{ type: 'external_select', action_id: 'service' }] },
    ],
  })
  const spot = { channel, ts }
  const answer = await ana.act({ act: 'suggest', in: spot, blockId: 'b', actionId: 'service', query: 'nqba' })
  expect(answer).toMatchObject({ ok: true, value: { options: [{ text: { text: 'nqba-api' } }] } })
})

test('a response_url answers five times within half an hour', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { workspace } = await setting({ clock })
  const app = boltApp(workspace)
  const urls: string[] = []
  app.command('/ask', async ({ ack, command }) => {
    await ack()
    urls.push(command.response_url)
  })
  await app.start()
  const ana = workspace.as('ana')
  const answer = (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await ana.command('general', '/ask')
  const url = await workspace.until(() => urls[0])
  for (let use = 0; use < 5; use += 1) expect((await answer(url, { text: `${use}` })).status).toBe(200)
  const sixth = await answer(url, { text: 'again' })
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }])
  expect(ana.ephemerals('general')).toHaveLength(5)
  await ana.command('general', '/ask')
  const late = await workspace.until(() => urls[1])
  clock.advance(30 * 60_000 + 1)
  expect(await (await answer(late, { text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' })
})

test('where interactivity is off, buttons and forms say so', async () => {
  const settings = { ...manifest.settings, interactivity: { is_enabled: false } }
  const { workspace } = await setting({ manifest: { ...manifest, settings } })
  expect(await workspace.as('ana').shortcut('start')).toMatchObject({ error: 'interactivity_disabled' })
})
