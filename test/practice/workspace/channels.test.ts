import { expect, test } from 'vitest'
import { errorOf, setting } from './support/setting.ts'

test('a channel that the app creates has the app in it and a name nobody else may take', async () => {
  const { web, workspace } = await setting()
  const { channel } = await web.conversations.create({ name: 'inc-1' })
  expect(channel).toMatchObject({ name: 'inc-1', is_member: true, is_private: false })
  expect(await errorOf(web.conversations.create({ name: 'inc-1' }))).toBe('name_taken')
  await web.conversations.archive({ channel: channel?.id ?? '' })
  expect(await errorOf(web.conversations.create({ name: 'inc-1' }))).toBe('name_taken')
  expect(workspace.as('bob').messages('inc-1')[0]?.subtype).toBe('channel_join')
})

test.each([
  ['', 'invalid_name_required'],
  ['Capitals', 'invalid_name_specials'],
  ['two words', 'invalid_name_specials'],
  ['dots.no', 'invalid_name_specials'],
  ['---', 'invalid_name_punctuation'],
  ['x'.repeat(81), 'invalid_name_maxlength'],
])('%j is no name for a channel: %s', async (name, error) => {
  const { web } = await setting()
  expect(await errorOf(web.conversations.create({ name }))).toBe(error)
})

test('an invitation that cannot be made stops the others, unless it is forced', async () => {
  const { web, workspace } = await setting()
  const { channel } = await web.conversations.create({ name: 'inc-2' })
  const id = channel?.id ?? ''
  const users = 'U0ANA,U0NOBODY,U0CYD'
  expect(await errorOf(web.conversations.invite({ channel: id, users }))).toBe('user_not_found')
  expect(workspace.as('ana').channel('inc-2').members).toEqual([workspace.botUserId])

  const forced = await web.conversations.invite({ channel: id, users, force: true })
  expect(forced.errors).toEqual([
    { user: 'U0NOBODY', ok: false, error: 'user_not_found' },
    { user: 'U0CYD', ok: false, error: 'cant_invite' },
  ])
  expect(workspace.as('ana').channel('inc-2').members).toEqual([workspace.botUserId, 'U0ANA'])
  expect(await errorOf(web.conversations.invite({ channel: id, users: 'U0ANA' }))).toBe('already_in_channel')
  expect(await errorOf(web.conversations.invite({ channel: id, users: workspace.botUserId }))).toBe(
    'cant_invite_self',
  )
  const crowd = Array.from({ length: 101 }, (_, place) => `U${place}`).join(',')
  expect(await errorOf(web.conversations.invite({ channel: id, users: crowd }))).toBe('too_many_users')
})

test('the app cannot write where it is not, see what is private, or use what is archived', async () => {
  const { web, workspace } = await setting()
  const random = workspace.as('ana').channel('random').id
  const secret = workspace.as('ana').channel('secret').id
  expect(await errorOf(web.chat.postMessage({ channel: random, text: 'hi' }))).toBe('not_in_channel')
  expect(await errorOf(web.conversations.history({ channel: random }))).toBe('not_in_channel')
  expect(await errorOf(web.conversations.info({ channel: secret }))).toBe('channel_not_found')
  expect(await errorOf(web.chat.postMessage({ channel: 'C0NOWHERE', text: 'hi' }))).toBe('channel_not_found')
  const { channel } = await web.conversations.create({ name: 'old' })
  const old = channel?.id ?? ''
  await web.conversations.archive({ channel: old })
  expect(await errorOf(web.chat.postMessage({ channel: old, text: 'hi' }))).toBe('is_archived')
  expect(await errorOf(web.conversations.archive({ channel: old }))).toBe('already_archived')
  await web.conversations.unarchive({ channel: old })
  expect((await web.chat.postMessage({ channel: old, text: 'hi' })).ok).toBe(true)
})

test('joining, renaming, describing and leaving a channel show on it', async () => {
  const { web, workspace } = await setting()
  const ana = workspace.as('ana')
  const id = ana.channel('random').id
  await web.conversations.join({ channel: id })
  expect((await web.conversations.join({ channel: id })).response_metadata?.warnings).toEqual([
    'already_in_channel',
  ])
  await web.conversations.setTopic({ channel: id, topic: 'Odds & ends' })
  await web.conversations.setPurpose({ channel: id, purpose: 'Talk' })
  await web.conversations.rename({ channel: id, name: 'chatter' })
  expect(ana.channel('chatter')).toMatchObject({
    topic: 'Odds & ends',
    purpose: 'Talk',
    previousNames: ['random'],
  })
  expect(await errorOf(web.conversations.setTopic({ channel: id, topic: 'x'.repeat(251) }))).toBe('too_long')
  await web.conversations.leave({ channel: id })
  expect(ana.channel('chatter').members).toEqual(['U0ANA'])
  expect(ana.messages('chatter').map(({ subtype }) => subtype)).toEqual([
    'channel_join',
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'channel_leave',
  ])
})

test('lists come in pages', async () => {
  const { web } = await setting()
  for (const name of ['a-1', 'a-2', 'a-3']) await web.conversations.create({ name })
  const first = await web.conversations.list({ limit: 3, types: 'public_channel' })
  const second = await web.conversations.list({
    limit: 3,
    types: 'public_channel',
    cursor: first.response_metadata?.next_cursor ?? '',
  })
  const names = [...(first.channels ?? []), ...(second.channels ?? [])].map(({ name }) => name)
  expect(names).toEqual(['general', 'random', 'a-1', 'a-2', 'a-3'])
  expect(second.response_metadata?.next_cursor).toBe('')
  expect(await errorOf(web.conversations.list({ limit: 1001 }))).toBe('invalid_limit')
})

test('people are found by id and by e-mail, user groups list their members', async () => {
  const { web } = await setting()
  expect((await web.users.lookupByEmail({ email: 'ANA@example.com' })).user?.id).toBe('U0ANA')
  expect(await errorOf(web.users.lookupByEmail({ email: 'nobody@example.com' }))).toBe('users_not_found')
  expect((await web.users.info({ user: 'U0CYD' })).user).toMatchObject({ deleted: true })
  expect((await web.users.info({ user: 'U0ANA' })).user?.tz_offset).toBeGreaterThanOrEqual(3600)
  expect((await web.usergroups.users.list({ usergroup: 'S0OPS' })).users).toEqual(['U0ANA'])
  const direct = await web.conversations.open({ users: 'U0BOB' })
  expect((await web.conversations.open({ users: 'U0BOB' })).channel?.id).toBe(direct.channel?.id)
  expect(await errorOf(web.conversations.open({ users: 'U0CYD' }))).toBe('user_disabled')
})
