import { WebClient } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { draw, refusal, startChat, startPractice, words } from './support/practice.ts'

const aMinuteAgo = () => new Date(Date.now() - 60_000)

async function startRoom(options: Parameters<typeof startPractice>[0] = {}) {
  const practice = await startPractice(options)
  const chat = await startChat(practice.workspace, { timeoutMs: 300 })
  const { id: channel } = await chat.openChannel('inc-1 x', { adopt: false })
  const ana = practice.workspace.as('ana')
  return { ...practice, chat, channel, said: () => ana.messages(channel).filter(({ subtype }) => !subtype) }
}

describe('posting', () => {
  test('a message is found again by its key, in the channel and in a thread', async () => {
    await using room = await startRoom()
    const { chat, channel } = room
    const card = await chat.post(channel, words('card'), { key: 'inc-1/card' })
    const evidence = await chat.post(channel, words('evidence'), { key: 'inc-1/evidence', thread: card.ts })
    expect(await chat.find(channel, 'inc-1/card', aMinuteAgo())).toEqual(card)
    expect(await chat.find(channel, 'inc-1/evidence', aMinuteAgo(), card.ts)).toEqual(evidence)
    expect(await chat.find(channel, 'inc-1/other', aMinuteAgo())).toBeUndefined()
    expect(await chat.find(channel, 'inc-1/card', aMinuteAgo(), card.ts)).toEqual(card)
    expect(await chat.find(channel, 'inc-1/card', aMinuteAgo(), '1.000001')).toBeUndefined()
  })

  test('nothing is found where the bot has never been', async () => {
    await using room = await startRoom()
    const incidents = await room.chat.channelByName('incidents')
    expect(await room.chat.find(incidents?.id ?? '', 'inc-1/announcement', aMinuteAgo())).toBeUndefined()
  })

  test('a message is found on a later page, after a redraw, and with clocks an hour apart', async () => {
    await using room = await startRoom({ rateLimits: false })
    const { chat, channel } = room
    const unpaced = await startChat(room.workspace, { pace: false })
    const card = await unpaced.post(channel, words('card'), { key: 'card' })
    await Promise.all(
      Array.from({ length: 250 }, (_, n) => unpaced.post(channel, words('x'), { key: `x${n}` })),
    )
    await chat.redraw(card, words('card, mitigated'), { key: 'card' })
    expect(await chat.find(channel, 'card', new Date(Date.now() + 60 * 60_000))).toEqual(card)
  })

  for (const kind of ['hang', 'drop-after'] as const)
    test(`a post whose answer is lost (${kind}) is uncertain, and is found rather than repeated`, async () => {
      await using room = await startRoom()
      const { chat, channel, faults } = room
      faults.order({ call: 'chat.postMessage', fault: { kind }, times: 1 })
      const lost = await refusal(chat.post(channel, words('card'), { key: 'card' }))
      expect(lost).toMatchObject({ name: 'ChatUnavailable', uncertain: true })
      const found = await chat.find(channel, 'card', aMinuteAgo())
      expect(room.said()).toMatchObject([{ ts: found?.ts, text: 'card' }])
      expect(faults.count('chat.postMessage')).toBe(1)
    })

  test('a 429 on the topic leaves posts alone and is not asked again before its time', async () => {
    await using room = await startRoom()
    const { chat, channel, faults } = room
    const limit = { kind: 'status', status: 429, retryAfterSeconds: 30 } as const
    faults.order({ call: 'conversations.setTopic', fault: limit })
    const limited = { name: 'ChatUnavailable', uncertain: false }
    expect(await refusal(chat.topic(channel, 'p0'))).toMatchObject({ ...limited, retryAfterMs: 30_000 })
    const began = performance.now()
    for (const key of ['a', 'b', 'c']) await chat.post(channel, words(key), { key })
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await refusal(chat.topic(channel, 'p0'))).toMatchObject(limited)
    expect(faults.count('conversations.setTopic')).toBe(1)
  })

  test('a 429 on posting in one channel leaves the other channels alone', async () => {
    await using room = await startRoom()
    const { chat, channel, faults } = room
    const other = await chat.openChannel('inc-2 y', { adopt: false })
    const limit = { kind: 'status', status: 429, retryAfterSeconds: 30 } as const
    faults.order({ call: 'chat.postMessage', fault: limit, times: 1 })
    await refusal(chat.post(channel, words('a'), { key: 'a' }))
    await chat.post(other.id, words('b'), { key: 'b' })
    expect(await refusal(chat.post(channel, words('a'), { key: 'a' }))).toMatchObject({ uncertain: false })
  })

  test('the bot’s pace stays under the workspace’s limits', async () => {
    await using room = await startRoom()
    const { chat, channel, faults } = room
    const tried = Array.from({ length: 12 }, (_, n) =>
      chat.post(channel, words(`${n}`), { key: `${n}` }).catch((error: unknown) => error),
    )
    const outcomes = await Promise.all(tried)
    expect(outcomes.filter((outcome) => outcome instanceof Error)).toHaveLength(8)
    expect(faults.count('chat.postMessage')).toBe(4)
    expect(room.workspace.calls().filter(({ error }) => error === 'ratelimited')).toEqual([])
  })

  test('the first announcement lets the bot into its public channel', async () => {
    await using room = await startRoom()
    const { chat, workspace } = room
    const incidents = await chat.channelByName('#incidents')
    await chat.post(incidents?.id ?? '', words('INC-1'), { key: 'a' })
    const ana = workspace.as('ana')
    expect(ana.messages('incidents').at(-1)?.text).toBe('INC-1')
    expect(ana.channel('incidents').members).toContain(workspace.botUserId)
  })

  test('a post to an archived channel is refused by name, and possible again once it is unarchived', async () => {
    await using room = await startRoom()
    const { chat, channel, workspace } = room
    await new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl }).conversations.archive({
      channel,
    })
    const refused = await refusal(chat.post(channel, words('late'), { key: 'late' }))
    expect(refused).toMatchObject({ name: 'ChatRefused', reason: 'is_archived' })
    await chat.unarchive(channel)
    await chat.unarchive(channel)
    await chat.post(channel, words('late'), { key: 'late' })
    expect(room.said().at(-1)?.text).toBe('late')
  })

  test('a text too long for Slack is cut, blocks are left whole, and the cut is not through an escaped sign', async () => {
    await using room = await startRoom()
    const { chat, channel } = room
    const long = words(`${'x'.repeat(3996)}&amp;${'y'.repeat(6000)}`)
    const placed = await chat.post(channel, long, { key: 'long' })
    await chat.redraw(placed, long, { key: 'long' })
    expect(room.said().at(-1)?.text).toBe(`${'x'.repeat(3996)}…`)
    expect(room.said().at(-1)?.blocks).toMatchObject(draw(long).blocks)
  })

  test('a redraw changes the message in place; one that was deleted is refused', async () => {
    await using room = await startRoom()
    const { chat, channel } = room
    const placed = await chat.post(channel, words('p0'), { key: 'card' })
    await chat.redraw(placed, words('p1'), { key: 'card' })
    expect(room.said().map(({ ts, text }) => [ts, text])).toEqual([[placed.ts, 'p1']])
    const gone = await refusal(chat.redraw({ channel, ts: '1.000001' }, words('p1'), { key: 'card' }))
    expect(gone).toMatchObject({ name: 'ChatRefused', reason: 'message_not_found' })
  })

  test('the digest is that of what people see', async () => {
    await using room = await startRoom()
    const { chat } = room
    expect(chat.digest(words('a'))).toMatch(/^[0-9a-f]{64}$/)
    expect(chat.digest(words('a'))).toBe(chat.digest({ of: 'words', text: 'a' }))
    expect(chat.digest(words('a'))).not.toBe(chat.digest(words('b')))
  })

  test('a whisper is seen by one person', async () => {
    await using room = await startRoom()
    const { chat, channel, workspace } = room
    await chat.invite(channel, ['UANA', 'UBOB'])
    await chat.whisper(channel, 'UANA', words('while you were away'))
    expect(workspace.as('ana').ephemerals(channel).at(-1)?.text).toBe('while you were away')
    expect(workspace.as('bob').ephemerals(channel)).toEqual([])
  })

  test('pinning twice pins once, and the message has an address', async () => {
    await using room = await startRoom()
    const { chat, channel, workspace } = room
    const placed = await chat.post(channel, words('card'), { key: 'card' })
    await chat.pin(placed)
    await chat.pin(placed)
    expect(workspace.as('ana').channel(channel).pins).toHaveLength(1)
    expect(await chat.permalink(placed)).toContain(`/archives/${channel}/p${placed.ts.replace('.', '')}`)
    expect(await chat.permalink({ channel, ts: '1.000001' })).toBeUndefined()
  })
})
