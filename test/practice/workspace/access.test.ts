import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import { manifest } from './support/manifest.ts'
import { client, errorOf, setting } from './support/setting.ts'

test('the token decides who may call what', async () => {
  const { web, workspace } = await setting()
  expect(await web.auth.test()).toMatchObject({ user_id: workspace.botUserId, bot_id: 'B0PRACTICE' })
  expect(await errorOf(client(workspace, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
  expect(await errorOf(web.apps.connections.open())).toBe('not_allowed_token_type')
  expect(await errorOf(client(workspace, workspace.appToken).auth.test())).toBe('not_allowed_token_type')
  const bare = new WebClient(undefined, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } })
  expect(await errorOf(bare.auth.test())).toBe('not_authed')
  expect(await errorOf(web.apiCall('chat.shout'))).toBe('unknown_method')
})

test('a scope that the manifest lacks is named', async () => {
  const scopes = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'pins:write')
  const { web, workspace } = await setting({
    manifest: { ...manifest, oauth_config: { scopes: { bot: scopes } } },
  })
  const ana = workspace.as('ana')
  const timestamp = await ana.post('general', 'pin me')
  const refused = web.pins.add({ channel: ana.channel('general').id, timestamp })
  await expect(refused).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'pins:write', provided: scopes.join(',') },
  })
})

test('arguments come as a form, as JSON or in the query', async () => {
  const { workspace } = await setting()
  const authorization = `Bearer ${workspace.botToken}`
  const url = `${workspace.apiUrl}users.info`
  const json = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ user: 'U0ANA' }),
  })
  const form = await fetch(url, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({ user: 'U0ANA' }),
  })
  const query = await fetch(`${url}?user=U0ANA`, { headers: { authorization } })
  for (const response of [json, form, query])
    expect(await response.json()).toMatchObject({ ok: true, user: { name: 'ana' } })
})

test('the twenty-first channel within a minute must wait, and the answer says how long', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { web } = await setting({ clock, rateLimits: true })
  for (let place = 0; place < 20; place += 1) await web.conversations.create({ name: `inc-${place}` })
  clock.advance(15_000)
  await expect(web.conversations.create({ name: 'inc-20' })).rejects.toMatchObject({ retryAfter: 45 })
  expect((await web.conversations.info({ channel: 'C0000000001' })).ok).toBe(true)
  clock.advance(45_000)
  expect((await web.conversations.create({ name: 'inc-20' })).ok).toBe(true)
})

test('a channel takes a burst of five messages, then one a second; other channels are not held up', async () => {
  const clock = steppedClock(Date.UTC(2026, 0, 1))
  const { web, workspace } = await setting({ clock, rateLimits: true })
  const channel = workspace.as('ana').channel('general').id
  for (let place = 0; place < 5; place += 1) await web.chat.postMessage({ channel, text: `${place}` })
  await expect(web.chat.postMessage({ channel, text: 'too soon' })).rejects.toMatchObject({ retryAfter: 1 })
  expect((await web.chat.postMessage({ channel: 'U0BOB', text: 'elsewhere' })).ok).toBe(true)
  clock.advance(1000)
  expect((await web.chat.postMessage({ channel, text: 'now' })).ok).toBe(true)
})
