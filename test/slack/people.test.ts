import { describe, expect, test } from 'vitest'
import { refusal, startChat, startPractice } from './support/practice.ts'

describe('people', () => {
  test('the bot knows who it is and where', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const chat = await startChat(workspace)
    expect(chat.identity()).toMatchObject({
      userId: workspace.botUserId,
      teamId: workspace.teamId,
      teamName: 'Practice',
      botId: expect.stringMatching(/^B/),
    })
  })

  test('a wrong bot token is named, with what to do', async () => {
    await using practice = await startPractice()
    const refused = await refusal(startChat(practice.workspace, { token: 'xoxb-wrong' }))
    expect(String(refused)).toMatch(/SLACK_BOT_TOKEN \(invalid_auth\).*Install App/)
  })

  test('people are known by id and by e-mail; the deactivated and bots are told apart', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const chat = await startChat(workspace)
    expect(await chat.person('UANA')).toEqual({
      name: expect.stringMatching(/ana/i),
      email: 'ana@example.com',
      tz: 'Europe/Lisbon',
      isBot: false,
      deleted: false,
    })
    expect(await chat.person('UCLEO')).toMatchObject({ deleted: true })
    expect(await chat.person(workspace.botUserId)).toMatchObject({ isBot: true })
    expect(await refusal(chat.person('UNOBODY'))).toMatchObject({
      name: 'ChatRefused',
      reason: 'user_not_found',
    })
    expect(await chat.personByEmail('bob@example.com')).toBe('UBOB')
    expect(await chat.personByEmail('nobody@example.com')).toBeUndefined()
  })

  test('a user group is known by id and by handle', async () => {
    await using practice = await startPractice()
    const chat = await startChat(practice.workspace)
    for (const group of ['S0NQBA', 'nqba-oncall', '@nqba-oncall'])
      expect(await chat.groupMembers(group)).toEqual(['UANA', 'UBOB'])
    expect(await refusal(chat.groupMembers('@nobody'))).toMatchObject({ reason: 'no_such_subteam' })
  })

  test('a direct message is opened once', async () => {
    await using practice = await startPractice()
    const { workspace, faults } = practice
    const chat = await startChat(workspace)
    const channel = await chat.directMessage('UBOB')
    expect(channel).toMatch(/^D/)
    expect(await chat.directMessage('UBOB')).toBe(channel)
    expect(faults.count('conversations.open')).toBe(1)
    await chat.post(channel, { of: 'words', text: 'hello' }, { key: 'dm' })
    expect(workspace.as('bob').messages(channel).at(-1)?.text).toBe('hello')
  })
})
