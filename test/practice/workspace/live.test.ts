import { isDeepStrictEqual } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Push } from '../../../src/practice/page/protocol.ts'
import type { Workspace } from '../../../src/practice/workspace/workspace.ts'
import { switchboard } from '../support/switchboard.ts'
import { setting } from './support/setting.ts'

const isPush = (value: unknown): value is Push =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** A page that a person has open, and all it was told. */
async function page(workspace: Workspace, as: string) {
  const socket = new WebSocket(`${workspace.url.replace('http', 'ws')}/practice/live?as=${as}`)
  onTestFinished(() => socket.terminate())
  const pushes: Push[] = []
  socket.on('message', (data) => {
    const push: unknown = JSON.parse(data.toString())
    if (isPush(push)) pushes.push(push)
  })
  const first = await workspace.until(() => pushes[0])
  if (first.type !== 'snapshot') throw new Error('the first push is no snapshot')
  return { pushes, first }
}

const act = async (workspace: Workspace, what: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${workspace.url}/practice/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(what),
  })
  return { status: response.status, body: response.status === 200 ? await response.json() : undefined }
}

test('a page first gets the workspace as its person sees it', async () => {
  const { workspace } = await setting()
  await workspace.as('ana').post('general', 'hello')
  const { first } = await page(workspace, 'U0BOB')
  expect(first.channels.map(({ name, member }) => [name, member])).toEqual([
    ['general', true],
    ['random', false],
  ])
  expect(first.messages.C0000000001).toMatchObject([{ user: 'U0ANA', text: 'hello' }])
  expect(first.people.map(({ name }) => name)).toEqual(['ana', 'bob', 'sample'])
  expect(first.commands.map(({ command }) => command)).toEqual(['/ask', '/escaped'])
  expect(first).toMatchObject({ me: 'U0BOB', team: 'Sample Team', bot: workspace.botUserId })
})

test('a message reaches the pages of those who see it, with their own unread marks', async () => {
  const { workspace } = await setting()
  const bob = await page(workspace, 'U0BOB')
  const ana = await page(workspace, 'U0ANA')
  await act(workspace, { as: 'U0ANA', act: 'post', channel: 'C0000000001', text: 'look @bob' })
  await act(workspace, { as: 'U0ANA', act: 'post', channel: 'C0000000003', text: 'private' })
  await workspace.until(() => ana.pushes.filter(({ type }) => type === 'message').length === 2)
  await workspace.until(() => bob.pushes.some(({ type }) => type === 'message'))
  expect(JSON.stringify(bob.pushes)).not.toContain('private')
  const marks = bob.pushes.flatMap((push) => (push.type === 'channel' ? push.channel : []))
  expect(marks.at(-1)).toMatchObject({ unread: 1, mentions: 1 })
  const ts = workspace.as('bob').messages('general')[0]?.ts
  await act(workspace, { as: 'U0BOB', act: 'read', channel: 'C0000000001', ts })
  const read = await workspace.until(() => {
    const last = bob.pushes.findLast(({ type }) => type === 'channel')
    return last?.type === 'channel' && last.channel.unread === 0 && last
  })
  expect(read.channel).toMatchObject({ mentions: 0, readTo: ts })
})

test('every page shows whose name was called, until they have read it', async () => {
  const { workspace } = await setting()
  const [general, secret] = ['C0000000001', 'C0000000003']
  await act(workspace, { as: 'U0ANA', act: 'post', channel: general, text: 'look @bob' })
  const ana = await page(workspace, 'U0ANA')
  expect(ana.first.attention).toEqual({ U0BOB: 1 })
  const told = (attention: Record<string, number>) =>
    workspace.until(() => {
      const last = ana.pushes.findLast(({ type }) => type === 'attention')
      return last?.type === 'attention' && isDeepStrictEqual(last.attention, attention)
    })

  await act(workspace, { as: 'U0ANA', act: 'post', channel: secret, text: 'not for @bob, who is not here' })
  await act(workspace, { as: 'U0BOB', act: 'post', channel: general, text: 'and you, @ana?' })
  await told({ U0ANA: 1 })
  const ts = workspace.as('ana').messages('general').at(-1)?.ts
  await act(workspace, { as: 'U0ANA', act: 'read', channel: general, ts })
  await told({})

  await act(workspace, { as: 'U0ANA', act: 'post', channel: general, text: '@bob again' })
  await told({ U0BOB: 1 })
  await act(workspace, {
    as: 'U0ANA',
    act: 'delete',
    channel: general,
    ts: workspace.as('ana').messages('general').at(-1)?.ts,
  })
  await told({})
})

test('an ephemeral message is on one page until it is reloaded', async () => {
  const { workspace, web } = await setting()
  const ana = await page(workspace, 'U0ANA')
  const bob = await page(workspace, 'U0BOB')
  await web.chat.postEphemeral({ channel: 'C0000000001', user: 'U0ANA', text: 'psst' })
  const shown = await workspace.until(() => ana.pushes.find(({ type }) => type === 'message'))
  expect(shown).toMatchObject({ message: { text: 'psst', ephemeral: true } })
  await workspace.as('ana').post('general', 'done')
  await workspace.until(() => bob.pushes.some(({ type }) => type === 'message'))
  expect(JSON.stringify(bob.pushes)).not.toContain('psst')
  expect(JSON.stringify((await page(workspace, 'U0ANA')).first)).not.toContain('psst')
})

test('invited to a private channel, a person sees what was said before', async () => {
  const { workspace } = await setting()
  await workspace.as('ana').post('secret', 'the plan')
  const bob = await page(workspace, 'U0BOB')
  expect(
    await act(workspace, { as: 'U0ANA', act: 'invite', channel: 'C0000000003', user: 'U0BOB' }),
  ).toMatchObject({
    body: { ok: true },
  })
  const anew = await workspace.until(() => bob.pushes.slice(1).find((push) => push.type === 'snapshot'))
  expect(JSON.stringify(anew)).toContain('the plan')
})

test('what cannot be done is answered with Slack’s name for it and words for people', async () => {
  const { workspace } = await setting()
  const ana = await page(workspace, 'U0ANA')
  const { body } = await act(workspace, {
    as: 'U0ANA',
    act: 'command',
    channel: 'C0000000001',
    text: '/nope',
  })
  expect(body).toEqual({ ok: false, error: 'invalid_command', says: '/nope is not a valid command.' })
  await workspace.until(() => ana.pushes.some(({ type }) => type === 'notice'))
  expect((await act(workspace, { as: 'U0ANA', act: 'dance' })).body).toMatchObject({
    error: 'invalid_arguments',
  })
  expect((await act(workspace, { as: 'U0CYD', act: 'home' })).body).toMatchObject({ error: 'user_not_found' })
})

test('another site can neither act nor listen, and another name for this machine is refused', async () => {
  const { workspace } = await setting()
  const what = { as: 'U0ANA', act: 'post', channel: 'C0000000001', text: 'forged' }
  expect((await act(workspace, what, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await act(workspace, what, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const socket = new WebSocket(`${workspace.url.replace('http', 'ws')}/practice/live?as=U0ANA`, {
    origin: 'https://evil.example',
  })
  const refused = await new Promise((resolve) => socket.on('error', (error) => resolve(error.message)))
  expect(refused).toContain('403')
  const stranger = new WebSocket(`${workspace.url.replace('http', 'ws')}/practice/live?as=U0ANA`, {
    headers: { host: 'evil.example' },
  })
  const unknown = await new Promise((resolve) => stranger.on('error', (error) => resolve(error.message)))
  expect(unknown).toContain('403')
  expect(workspace.as('ana').messages('general')).toEqual([])
})

test('a page that names nobody becomes the first person, and a permalink opens the message', async () => {
  const { workspace, web } = await setting()
  expect((await page(workspace, 'nobody')).first.me).toBe('U0ANA')
  const ts = await workspace.as('ana').post('general', 'here')
  const { permalink = '' } = await web.chat.getPermalink({ channel: 'C0000000001', message_ts: ts })
  const response = await fetch(permalink, { redirect: 'manual' })
  expect(response.headers.get('location')).toBe(`/#/C0000000001/${ts}`)
})

test('a scenario is started from one page and seen running on every other', async () => {
  const { workspace } = await setting({
    scenarios: switchboard([{ name: 'outage', title: 'Outage', says: 'Jobs fail' }]),
  })
  const bob = await page(workspace, 'U0BOB')
  expect(bob.first.scenarios).toMatchObject([{ name: 'outage', running: false }])
  await act(workspace, { as: 'U0ANA', act: 'scenario', name: 'outage', on: true })
  const seen = await workspace.until(() => bob.pushes.find((push) => push.type === 'scenarios'))
  expect(seen).toMatchObject({ scenarios: [{ running: true }] })
})
