import { describe, expect, test } from 'vitest'
import { crowdIds, manifest, refusal, startChat, startPractice } from './support/practice.ts'

describe('an incident’s channel', () => {
  test('two incidents of one name get two rooms', async () => {
    await using practice = await startPractice()
    const chat = await startChat(practice.workspace)
    const rooms = await Promise.all(
      [1, 2, 3].map(() => chat.openChannel('inc-1 DNS is gone', { adopt: false })),
    )
    expect(rooms.map(({ name }) => name).toSorted()).toEqual([
      'inc-1-dns-is-gone',
      'inc-1-dns-is-gone-2',
      'inc-1-dns-is-gone-3',
    ])
    expect(new Set(rooms.map(({ id }) => id)).size).toBe(3)
  })

  test('a title of ten thousand letters makes a room, and the next one another', async () => {
    await using practice = await startPractice()
    const chat = await startChat(practice.workspace)
    const title = `inc-1 ${'Ausfälle '.repeat(1200)}`
    const first = await chat.openChannel(title, { adopt: false })
    const second = await chat.openChannel(title, { adopt: false })
    expect(second.name).not.toBe(first.name)
    expect(second.name).toMatch(/^inc-1-ausfalle-.{0,70}-2$/)
  })

  for (const kind of ['hang', 'drop-after'] as const)
    test(`a channel whose making was not heard of (${kind}) is taken by the next try`, async () => {
      await using practice = await startPractice()
      const { workspace, faults } = practice
      const chat = await startChat(workspace, { timeoutMs: 200 })
      faults.order({ call: 'conversations.create', fault: { kind }, times: 1 })
      const lost = await refusal(chat.openChannel('inc-1 dns', { adopt: false }))
      expect(lost).toMatchObject({ name: 'ChatUnavailable', uncertain: true })
      const room = await chat.openChannel('inc-1 dns', { adopt: true })
      expect(workspace.as('ana').channel('inc-1-dns').id).toBe(room.id)
      expect(
        workspace
          .as('ana')
          .channels()
          .filter(({ name }) => name.startsWith('inc-1')),
      ).toHaveLength(1)
    })

  test('somebody else’s channel is never taken, nor is the one lost after it forgotten', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const chat = await startChat(workspace)
    await workspace.as('ana').act({ act: 'create', name: 'inc-1-dns' })
    const first = await chat.openChannel('inc-1 dns', { adopt: true })
    expect(first.name).toBe('inc-1-dns-2')
    expect(await chat.openChannel('inc-1 dns', { adopt: true })).toEqual(first)
  })

  test('a channel is found by its name and asked for once', async () => {
    await using practice = await startPractice()
    const { workspace, faults } = practice
    const chat = await startChat(workspace)
    const found = await chat.channelByName('#incidents')
    expect(found).toEqual({ id: workspace.as('ana').channel('incidents').id, name: 'incidents' })
    expect(await chat.channelByName('incidents')).toEqual(found)
    expect(faults.count('conversations.list')).toBe(1)
    expect(await chat.channelByName('nowhere')).toBeUndefined()
  })

  test('everybody who can come is invited, and who cannot is named', async () => {
    await using practice = await startPractice()
    const { workspace, faults } = practice
    const chat = await startChat(workspace)
    const { id } = await chat.openChannel('inc-1 dns', { adopt: false })
    const { failed } = await chat.invite(id, ['UANA', ...crowdIds, 'UCLEO', 'UNOBODY', workspace.botUserId])
    expect(failed.toSorted()).toEqual(['UCLEO', 'UNOBODY'])
    expect(faults.count('conversations.invite')).toBe(2)
    expect(workspace.as('ana').channel(id).members.toSorted()).toEqual(
      ['UANA', workspace.botUserId, ...crowdIds].toSorted(),
    )
    expect(await chat.invite(id, ['UANA'])).toEqual({ failed: [] })
    expect(await chat.invite(id, ['UCLEO'])).toEqual({ failed: ['UCLEO'] })
    expect(await chat.invite(id, [])).toEqual({ failed: [] })
  })

  test('inviting into a channel that is not there is refused, not blamed on people', async () => {
    await using practice = await startPractice()
    const chat = await startChat(practice.workspace)
    expect(await refusal(chat.invite('C0NONE', ['UANA']))).toMatchObject({ reason: 'channel_not_found' })
  })

  test('a bookmark is added once, however often it is tried', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const chat = await startChat(workspace)
    const { id } = await chat.openChannel('inc-1 dns', { adopt: false })
    await chat.bookmark(id, 'Timeline', 'https://muster.example/inc-1')
    await chat.bookmark(id, 'Timeline', 'https://muster.example/inc-1')
    expect(workspace.as('ana').channel(id).bookmarks).toHaveLength(1)
    await chat.topic(id, 'p0 '.repeat(200))
    expect(workspace.as('ana').channel(id).topic).toHaveLength(250)
  })

  test('what the app may not do is lacking, by method and scope, and the rest goes on', async () => {
    await using practice = await startPractice({
      manifest: manifest({ without: ['bookmarks:write', 'bookmarks:read', 'pins:write', 'usergroups:read'] }),
    })
    const { workspace, faults } = practice
    const chat = await startChat(workspace)
    const { id } = await chat.openChannel('inc-1 dns', { adopt: false })
    expect(await refusal(chat.bookmark(id, 'Timeline', 'https://muster.example'))).toMatchObject({
      name: 'ChatLacks',
      what: 'bookmarks.add needs the scope bookmarks:write',
    })
    expect(await refusal(chat.pin({ channel: id, ts: '1.000001' }))).toMatchObject({
      what: 'pins.add needs the scope pins:write',
    })
    expect(await refusal(chat.groupMembers('S0NQBA'))).toMatchObject({
      what: 'usergroups.users.list needs the scope usergroups:read',
    })
    faults.order({ call: 'conversations.setTopic', fault: { kind: 'error', error: 'unknown_method' } })
    expect(await refusal(chat.topic(id, 'p0'))).toMatchObject({
      what: 'conversations.setTopic is not available here (unknown_method)',
    })
  })
})
