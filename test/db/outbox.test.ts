import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/store.ts'
import type { OutboxEntry } from '../../src/app/ports/store.ts'
import { databaseIn, folder, inMemory } from './places.ts'
import { decision, later, note, outgoing, start } from './record.ts'

const keys = (entries: OutboxEntry[]) => entries.map(({ key }) => key)

function only<T>(list: T[]): T {
  const [first] = list
  if (first === undefined || list.length > 1) throw new Error(`one was expected, not ${list.length}`)
  return first
}

describe('messages on their way to Slack', () => {
  test('leave in the order in which they were asked for, one at a time in each lane', async () => {
    const store = await inMemory()
    await store.append(decision(1, 0, [note('a')], { outgoing: [outgoing('card'), outgoing('pin')] }))
    await store.append(decision(2, 0, [note('b')], { outgoing: [outgoing('other card', 'INC-2')] }))

    const first = await store.takeOutgoing('me', start, 1000, 10)
    expect(keys(first)).toEqual(['card', 'other card'])
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])
    for (const entry of first) await store.finishOutgoing(entry)
    expect(keys(await store.takeOutgoing('me', start, 1000, 10))).toEqual(['pin'])
  })

  test('carry what they need, and count their tries', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card', 'INC-1', { kind: 'post', payload: { incident: 'INC-1' } })])
    const entry = only(await store.takeOutgoing('me', start, 1000, 10))
    expect(entry).toEqual({
      id: 1,
      key: 'card',
      lane: 'INC-1',
      kind: 'post',
      payload: { incident: 'INC-1' },
      revision: 1,
      attempts: 1,
      uncertain: false,
      createdAt: start,
    })
    await store.retryOutgoing(entry, later(1), 'try again', false)
    expect(only(await store.takeOutgoing('me', later(1), 1000, 10))).toMatchObject({ attempts: 2 })
  })

  test('a key is never done twice, however often it is asked for', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card'), outgoing('card')])
    await store.finishOutgoing(only(await store.takeOutgoing('me', start, 1000, 10)))
    await store.enqueue([outgoing('card')])
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])
    expect(await store.nextDue()).toBeUndefined()
  })

  test('where a message stands is remembered as it is done', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    const entry = only(await store.takeOutgoing('me', start, 1000, 10))
    const post = { key: 'card', channel: 'C1', ts: '1.2', digest: 'd' }
    await store.finishOutgoing(entry, { post })
    expect(await store.post('card')).toEqual(post)
  })

  test('a try that failed for now holds its lane until its time, and no other', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card'), outgoing('pin'), outgoing('other', 'INC-2')])
    const [card, other] = await store.takeOutgoing('me', start, 1000, 10)
    if (!card || !other) throw new Error('two lanes were expected')
    await store.retryOutgoing(card, later(5000), 'rate limited', false)
    await store.finishOutgoing(other)

    expect(await store.takeOutgoing('me', later(4999), 1000, 10)).toEqual([])
    expect(await store.nextDue()).toEqual(later(5000))
    expect(only(await store.takeOutgoing('me', later(5000), 1000, 10))).toMatchObject({
      key: 'card',
      uncertain: false,
    })
  })

  test('one that is given up is seen, and its lane goes on', async () => {
    const store = await inMemory({ now: () => later(7) })
    await store.enqueue([outgoing('card'), outgoing('pin')])
    await store.failOutgoing(only(await store.takeOutgoing('me', start, 1000, 10)), 'channel_not_found')

    expect(keys(await store.takeOutgoing('me', start, 1000, 10))).toEqual(['pin'])
    expect(await store.failedOutgoing(10)).toEqual([
      { key: 'card', kind: 'post', error: 'channel_not_found', at: later(7) },
    ])
  })
})

describe('a doubt whether Slack has it', () => {
  test('stays until somebody has looked and finished', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    const first = only(await store.takeOutgoing('me', start, 1000, 10))
    await store.retryOutgoing(first, later(1), 'timeout', true)
    const second = only(await store.takeOutgoing('me', later(1), 1000, 10))
    expect(second.uncertain).toBe(true)
    await store.retryOutgoing(second, later(2), 'rate limited', false)
    expect(only(await store.takeOutgoing('me', later(2), 1000, 10)).uncertain).toBe(true)
  })

  test('comes with what a vanished owner had begun, once its lease is over', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card'), outgoing('pin')])
    await store.takeOutgoing('gone', start, 30_000, 10)

    expect(await store.takeOutgoing('me', later(29_999), 30_000, 10)).toEqual([])
    const entry = only(await store.takeOutgoing('me', later(30_000), 30_000, 10))
    expect(entry).toMatchObject({ key: 'card', uncertain: true, attempts: 2 })
  })

  test('an owner that slept past its lease changes nothing any more', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    const slept = only(await store.takeOutgoing('slow', start, 1000, 10))
    const taken = only(await store.takeOutgoing('me', later(1000), 1000, 10))

    await store.finishOutgoing(slept, { post: { key: 'card', channel: 'C1', ts: 'old', digest: '' } })
    await store.failOutgoing(slept, 'too late')
    await store.retryOutgoing(slept, later(0), 'too late', false)

    expect(await store.post('card')).toBeUndefined()
    expect(await store.takeOutgoing('third', later(1500), 1000, 10)).toEqual([])
    await store.finishOutgoing(taken, { post: { key: 'card', channel: 'C1', ts: 'new', digest: '' } })
    expect((await store.post('card'))?.ts).toBe('new')
  })

  test('what an owner has in hand does not come to it again, even when the clock jumps', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    await store.takeOutgoing('me', start, 1000, 10)
    expect(await store.takeOutgoing('me', later(3_600_000), 1000, 10)).toEqual([])
    expect(await store.nextDue()).toBeUndefined()
  })

  test('what was done but could not be written down comes again after its lease, to be looked at', async () => {
    const { url, file } = databaseIn(folder())
    const store = await openStore({ url, lockWaitMs: 20 })
    onTestFinished(() => store.close())
    await store.enqueue([outgoing('card')])
    const entry = only(await store.takeOutgoing('me', start, 1000, 10))
    const other = new Sqlite(file)
    other.exec('begin immediate')
    await expect(store.finishOutgoing(entry)).rejects.toMatchObject({ trouble: 'locked' })
    other.exec('rollback')
    other.close()

    expect(await store.nextDue()).toEqual(later(1000))
    expect(await store.takeOutgoing('me', later(999), 1000, 10)).toEqual([])
    expect(only(await store.takeOutgoing('me', later(1000), 1000, 10)).uncertain).toBe(true)
  })

  test('an owner that stops hands over what it had begun', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    await store.takeOutgoing('old', start, 60_000, 10)
    await store.releaseLeases('somebody else')
    expect(await store.takeOutgoing('new', start, 60_000, 10)).toEqual([])
    await store.releaseLeases('old')
    expect(only(await store.takeOutgoing('new', start, 60_000, 10)).uncertain).toBe(true)
  })
})

describe('a redraw', () => {
  test('makes a message that is done pending once more, with the newest picture, behind the others', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card', 'INC-1', { payload: { n: 1 } })])
    await store.finishOutgoing(only(await store.takeOutgoing('me', start, 1000, 10)))
    await store.enqueue([outgoing('pin')])
    await store.enqueue([outgoing('card', 'INC-1', { payload: { n: 2 }, redraw: true })])

    const pin = only(await store.takeOutgoing('me', start, 1000, 10))
    expect(pin.key).toBe('pin')
    await store.finishOutgoing(pin)
    expect(only(await store.takeOutgoing('me', start, 1000, 10))).toMatchObject({
      key: 'card',
      payload: { n: 2 },
      revision: 2,
      attempts: 1,
      uncertain: false,
    })
  })

  test('many of a message that waits are one message', async () => {
    const store = await inMemory()
    for (let n = 1; n <= 5; n++)
      await store.enqueue([outgoing('card', 'INC-1', { payload: { n }, redraw: true })])
    const entry = only(await store.takeOutgoing('me', start, 1000, 10))
    expect(entry.payload).toEqual({ n: 5 })
    await store.finishOutgoing(entry)
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])
  })

  test('asked while the message is being sent is sent afterwards', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card', 'INC-1', { payload: { n: 1 } })])
    const sending = only(await store.takeOutgoing('me', start, 1000, 10))
    await store.enqueue([outgoing('card', 'INC-1', { payload: { n: 2 }, redraw: true })])
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])

    await store.finishOutgoing(sending, { post: { key: 'card', channel: 'C1', ts: '1', digest: 'a' } })

    expect(await store.post('card')).toMatchObject({ ts: '1' })
    expect(only(await store.takeOutgoing('me', start, 1000, 10)).payload).toEqual({ n: 2 })
  })

  test('gives a message that was given up another chance', async () => {
    const store = await inMemory()
    await store.enqueue([outgoing('card')])
    await store.failOutgoing(only(await store.takeOutgoing('me', start, 1000, 10)), 'invalid_blocks')
    await store.enqueue([outgoing('card')])
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])
    await store.enqueue([outgoing('card', 'INC-1', { redraw: true })])
    expect(keys(await store.takeOutgoing('me', start, 1000, 10))).toEqual(['card'])
    expect(await store.failedOutgoing(10)).toEqual([])
  })
})
