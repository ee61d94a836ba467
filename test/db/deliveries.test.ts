import { describe, expect, test } from 'vitest'
import type { Playbook } from '../../src/domain/playbook.ts'
import { inMemory } from './places.ts'
import { later, start } from './record.ts'

const delivery = (id: string, receivedAt = start) => ({
  id,
  kind: 'command' as const,
  body: { text: `p0 ${id}` },
  receivedAt,
})

describe('deliveries from Slack', () => {
  test('are kept in the order they came until they are worked off', async () => {
    const store = await inMemory()
    for (const id of ['b', 'a', 'c']) expect(await store.receive(delivery(id))).toBe('new')
    await store.beginDelivery('b')
    await store.beginDelivery('a')
    await store.finishDelivery('a')

    expect(await store.unfinishedDeliveries()).toEqual([
      { ...delivery('b'), attempts: 1 },
      { ...delivery('c'), attempts: 0 },
    ])
  })

  test('that come again are seen, whether worked off or not', async () => {
    const store = await inMemory()
    await store.receive(delivery('a'))
    expect(await store.receive({ ...delivery('a'), body: { text: 'forged' } })).toBe('seen')
    await store.finishDelivery('a', 'it failed')
    expect(await store.receive(delivery('a'))).toBe('seen')
    expect(await store.unfinishedDeliveries()).toEqual([])
  })

  test('that are worked off are forgotten after a while; the others never', async () => {
    const store = await inMemory()
    for (const [id, at] of [
      ['old', 0],
      ['open', 0],
      ['new', 5000],
    ] as const)
      await store.receive(delivery(id, later(at)))
    await store.finishDelivery('old')
    await store.finishDelivery('new')

    expect(await store.pruneDeliveries(later(5000))).toBe(1)

    expect(await store.receive(delivery('new'))).toBe('seen')
    expect(await store.receive(delivery('open'))).toBe('seen')
    expect(await store.receive(delivery('old'))).toBe('new')
  })
})

describe('what the bot keeps', () => {
  test('a playbook stays as it was under its digest', async () => {
    const store = await inMemory()
    const playbook: Playbook = {
      id: 'nqba/dynex-outage',
      service: 'nqba',
      title: 'Dynex outage',
      declare: ['p0'],
      phases: [],
    }
    await store.keepDefinition('d1', playbook)
    await store.keepDefinition('d1', { ...playbook, title: 'Another' })
    expect(await store.definition('d1')).toEqual(playbook)
    expect(await store.definition('d2')).toBeUndefined()
  })

  test('a fact is the one that was told last', async () => {
    const store = await inMemory()
    expect(await store.recall('gap')).toBeUndefined()
    await store.remember('gap', { said: true })
    await store.remember('gap', null)
    expect(await store.recall('gap')).toBeNull()
  })
})
