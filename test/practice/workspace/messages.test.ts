import { expect, test } from 'vitest'
import { errorOf, setting } from './support/setting.ts'

const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })

test('a message keeps its metadata, and shows it to those who ask', async () => {
  const { web, workspace } = await setting()
  const channel = workspace.as('ana').channel('general').id
  const metadata = { event_type: 'sample.card', event_payload: { delivery: 'd-1' } }
  const { ts } = await web.chat.postMessage({ channel, text: 'card', metadata })
  const bare = await web.conversations.history({ channel })
  const full = await web.conversations.history({ channel, include_all_metadata: true })
  expect(bare.messages?.[0]).toMatchObject({ ts, text: 'card', bot_id: 'B0PRACTICE' })
  expect(bare.messages?.[0]).not.toHaveProperty('metadata')
  expect(full.messages?.[0]?.metadata).toEqual(metadata)
  const nonsense = JSON.stringify({ event_type: '' })
  expect(await errorOf(web.apiCall('chat.postMessage', { channel, text: 'x', metadata: nonsense }))).toBe(
    'invalid_metadata_schema',
  )
})

test('an update leaves alone what it does not name', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'one', blocks: [section('one')] })
  await web.chat.update({ channel, ts, text: 'two' })
  expect(ana.messages('general').at(-1)).toMatchObject({ text: 'two', blocks: [section('one')] })
  await web.chat.update({ channel, ts, text: 'three', blocks: [] })
  expect(ana.messages('general').at(-1)).toMatchObject({ text: 'three', blocks: [] })
})

test('what a message may not be is refused in Slack’s words', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const hers = await ana.post('general', 'mine')
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'ours' })
  expect(await errorOf(web.chat.postMessage({ channel, text: '  ' }))).toBe('no_text')
  expect(await errorOf(web.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
  expect(await errorOf(web.chat.update({ channel, ts: hers, text: 'x' }))).toBe('cant_update_message')
  expect(await errorOf(web.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe('message_not_found')
  expect(await errorOf(web.chat.delete({ channel, ts: hers }))).toBe('cant_delete_message')
  expect(await errorOf(web.chat.postMessage({ channel, text: 'x', thread_ts: '1.000001' }))).toBe(
    'thread_not_found',
  )
  expect(await errorOf(web.apiCall('chat.postMessage', { text: 'nowhere' }))).toBe('invalid_arguments')
  const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2700)))
  expect(await errorOf(web.chat.postMessage({ channel, text: 'x', blocks }))).toBe('msg_blocks_too_long')
  expect(await errorOf(web.apiCall('chat.postMessage', { channel, text: 'x', blocks: '[' }))).toBe(
    'invalid_blocks_format',
  )
})

test('text beyond 40,000 characters is cut', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  await web.chat.postMessage({ channel: ana.channel('general').id, text: 'x'.repeat(40_001) })
  expect(ana.messages('general').at(-1)?.text).toHaveLength(40_000)
})

test('replies stand in the thread, and the parent counts them', async () => {
  const { web, workspace } = await setting()
  const bob = workspace.as('bob')
  const channel = bob.channel('general').id
  const parent = await bob.post('general', 'look')
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'first', thread_ts: parent })
  await web.chat.postMessage({ channel, text: 'second', thread_ts: ts })
  const thread = await web.conversations.replies({ channel, ts: parent })
  expect(thread.messages?.map(({ text }) => text)).toEqual(['look', 'first', 'second'])
  expect(thread.messages?.[0]).toMatchObject({ reply_count: 2, latest_reply: thread.messages?.[2]?.ts })
  const top = await web.conversations.history({ channel })
  expect(top.messages?.map(({ text }) => text)).toEqual(['look'])
})

test('history goes back in pages, newest first, between two moments', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const stamps: string[] = []
  for (let place = 0; place < 5; place += 1) stamps.push(await ana.post('general', `m${place}`))
  const first = await web.conversations.history({ channel, limit: 2 })
  expect(first.messages?.map(({ text }) => text)).toEqual(['m4', 'm3'])
  const cursor = first.response_metadata?.next_cursor ?? ''
  const second = await web.conversations.history({ channel, limit: 2, cursor })
  expect(second.messages?.map(({ text }) => text)).toEqual(['m2', 'm1'])
  const [, oldest = '', , latest = ''] = stamps
  const span = await web.conversations.history({ channel, oldest, latest })
  expect(span.messages?.map(({ text }) => text)).toEqual(['m2'])
  const whole = await web.conversations.history({ channel, oldest, latest, inclusive: true })
  expect(whole.messages?.map(({ text }) => text)).toEqual(['m3', 'm2', 'm1'])
})

test('a message is pinned once, reacted to once by each, and linked to', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const channel = ana.channel('general').id
  const timestamp = await ana.post('general', 'keep me')
  await web.pins.add({ channel, timestamp })
  expect(await errorOf(web.pins.add({ channel, timestamp }))).toBe('already_pinned')
  expect((await web.pins.list({ channel })).items?.[0]?.message?.text).toBe('keep me')
  await web.pins.remove({ channel, timestamp })
  expect(await errorOf(web.pins.remove({ channel, timestamp }))).toBe('no_pin')
  await web.reactions.add({ channel, timestamp, name: 'eyes' })
  expect(await errorOf(web.reactions.add({ channel, timestamp, name: 'eyes' }))).toBe('already_reacted')
  await ana.react('general', timestamp, 'eyes')
  const { message } = await web.reactions.get({ channel, timestamp })
  expect(message?.reactions).toEqual([{ name: 'eyes', count: 2, users: [workspace.botUserId, 'U0ANA'] }])
  const link = await web.chat.getPermalink({ channel, message_ts: timestamp })
  expect(link.permalink).toBe(`${workspace.url}/archives/${channel}/p${timestamp.replace('.', '')}`)
})

test('bookmarks are links', async () => {
  const { web, workspace } = await setting()
  const channel_id = workspace.as('ana').channel('general').id
  const runbook = { channel_id, title: 'Runbook', type: 'link' as const }
  const { bookmark } = await web.bookmarks.add({ ...runbook, link: 'https://example.com/r' })
  expect(await errorOf(web.bookmarks.add({ ...runbook, link: 'not a link' }))).toBe('invalid_link')
  await web.bookmarks.edit({ channel_id, bookmark_id: bookmark?.id ?? '', title: 'New' })
  expect((await web.bookmarks.list({ channel_id })).bookmarks).toMatchObject([
    { title: 'New', link: 'https://example.com/r' },
  ])
  await web.bookmarks.remove({ channel_id, bookmark_id: bookmark?.id ?? '' })
  expect((await web.bookmarks.list({ channel_id })).bookmarks).toEqual([])
})

test('an ephemeral message is seen by one person and kept by nobody', async () => {
  const { web, workspace } = await setting()
  const channel = workspace.as('ana').channel('general').id
  await web.chat.postEphemeral({ channel, user: 'U0ANA', text: 'psst' })
  expect(workspace.as('ana').ephemerals('general')).toMatchObject([{ text: 'psst' }])
  expect(workspace.as('bob').ephemerals('general')).toEqual([])
  expect((await web.conversations.history({ channel })).messages).toEqual([])
  const gone = web.chat.postEphemeral({ channel, user: 'U0CYD', text: 'psst' })
  expect(await errorOf(gone)).toBe('user_not_in_channel')
})

test('a file is uploaded, shared in a thread and read back with the token', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const channel_id = ana.channel('general').id
  const thread_ts = await ana.post('general', 'logs please')
  await web.filesUploadV2({ channel_id, thread_ts, filename: 'pod.log', content: 'line one\nline two' })
  const shared = await workspace.until(() => ana.messages('general').find(({ files }) => files))
  expect(shared.threadTs).toBe(thread_ts)
  const { file } = await web.files.info({ file: shared.files?.[0] ?? '' })
  const url = file?.url_private ?? ''
  const withToken = await fetch(url, { headers: { authorization: `Bearer ${workspace.botToken}` } })
  expect(await withToken.text()).toBe('line one\nline two')
  expect((await fetch(url)).status).toBe(403)
  const guessed = `${workspace.url}/upload/v1/${file?.id}`
  expect((await fetch(guessed, { method: 'POST', body: 'overwritten' })).status).toBe(404)
})
