import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inMemory } from './places.ts'
import { decision, job, later, type Note, note, outgoing, type State, start } from './record.ts'

describe('an incident in the record', () => {
  test('what was said is read back in order, with who and when', async () => {
    const store = await inMemory()
    await store.append(decision(1, 0, [note('It broke'), note('Looking')]))
    await store.append(decision(1, 2, [note('Found it')], { actor: 'U_bob', at: later(5000) }))

    const timeline = await store.timeline<Note>('INC-1')

    expect(timeline.map(({ seq, at, actor, event }) => [seq, at, actor, event.text])).toEqual([
      [1, '2026-11-21T03:00:00.000Z', 'U_ana', 'It broke'],
      [2, '2026-11-21T03:00:00.000Z', 'U_ana', 'Looking'],
      [3, '2026-11-21T03:00:05.000Z', 'U_bob', 'Found it'],
    ])
    expect(timeline[2]).toEqual({
      stream: 'INC-1',
      seq: 3,
      at: '2026-11-21T03:00:05.000Z',
      actor: 'U_bob',
      event: { type: 'noted', text: 'Found it' },
    })
    expect(await store.load<State>('INC-1')).toEqual({ state: { notes: ['Found it'] }, version: 3 })
  })

  test('a long timeline can be read in pages, and one entry by its number', async () => {
    const store = await inMemory()
    await store.append(
      decision(
        1,
        0,
        Array.from({ length: 3500 }, (_, n) => note(`${n + 1}`)),
      ),
    )

    const page = await store.timeline<Note>('INC-1', { after: 3000, limit: 2 })

    expect(page.map(({ event }) => event.text)).toEqual(['3001', '3002'])
    expect((await store.event<Note>('INC-1', 3500))?.event.text).toBe('3500')
    expect(await store.event('INC-1', 3501)).toBeUndefined()
    expect(await store.timeline('INC-2')).toEqual([])
    expect(await store.load('INC-2')).toBeUndefined()
  })

  test('any text survives, whatever the keyboard', async () => {
    const store = await inMemory()
    const texts = ['<!channel>', '‮abc', '👩‍🚒', 'a\u0000b', '"\\', '\u2028', ' ']
    await store.append(decision(1, 0, texts.map(note)))

    expect((await store.timeline<Note>('INC-1')).map(({ event }) => event.text)).toEqual(texts)
  })

  test('half an emoji is stored as a replacement mark, not refused', async () => {
    const store = await inMemory()
    expect(await store.append(decision(1, 0, [note('cut \ud83d')], { cause: 'E\ud83d' }))).toBe('appended')
    expect((await store.event<Note>('INC-1', 1))?.event.text).toBe('cut \ufffd')
    expect((await store.verify()).broken).toBeUndefined()
  })

  test('numbers go up one by one for each kind', async () => {
    const store = await inMemory()
    expect(await store.nextNumber('incident')).toBe(1)
    await store.append(decision(1, 0, [note('a')]))
    await store.append(decision(7, 0, [note('b')]))
    expect(await store.nextNumber('incident')).toBe(8)
    expect(await store.nextNumber('handoff')).toBe(1)
  })

  test('lists show what was asked for, newest first', async () => {
    const store = await inMemory()
    const status = ['declared', 'mitigated', 'closed', 'declared']
    for (const [n, word] of status.entries()) {
      const plain = decision(n + 1, 0, [note('a')])
      const summary = {
        ...plain.summary,
        status: word,
        channel: `C${n + 1}`,
        severity: 'p0',
        service: 'nqba',
      }
      await store.append({ ...plain, summary })
    }
    const numbers = async (query: Omit<Parameters<typeof store.list>[0], 'kind'>) =>
      (await store.list({ kind: 'incident', ...query })).map(({ number }) => number)

    expect(await numbers({})).toEqual([4, 3, 2, 1])
    expect(await numbers({ limit: 2 })).toEqual([4, 3])
    expect(await numbers({ statuses: ['declared', 'mitigated'] })).toEqual([4, 2, 1])
    expect(await numbers({ statuses: [] })).toEqual([])
    expect(await numbers({ channel: 'C3' })).toEqual([3])
    expect(await store.list({ kind: 'handoff' })).toEqual([])
    const [first] = await store.list({ kind: 'incident', channel: 'C1' })
    expect(first).toEqual({
      stream: 'INC-1',
      kind: 'incident',
      number: 1,
      title: 'Dynex is down',
      status: 'declared',
      severity: 'p0',
      service: 'nqba',
      channel: 'C1',
      openedAt: start.toISOString(),
    })
  })
})

describe('two people at once', () => {
  test('a decision on an older version is a conflict and leaves nothing', async () => {
    const store = await inMemory()
    await store.append(decision(1, 0, [note('a')]))
    const late = decision(1, 0, [note('b')], {
      cause: 'E1',
      outgoing: [outgoing('card')],
      jobs: [job('remind', start)],
    })

    expect(await store.append(late)).toBe('conflict')

    expect(await store.timeline('INC-1')).toHaveLength(1)
    expect(await store.applied('E1')).toBeUndefined()
    expect(await store.takeOutgoing('me', start, 1000, 10)).toEqual([])
    expect(await store.takeJobs('me', start, 1000, 10)).toEqual([])
  })

  test('of any number of decisions on the same version exactly one wins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 0, max: 3 }),
        async (racers, version) => {
          const store = await inMemory()
          for (let n = 0; n < version; n++) await store.append(decision(1, n, [note('before')]))

          const ends = await Promise.all(
            Array.from({ length: racers }, (_, n) =>
              store.append(decision(1, version, [note(`racer ${n}`)])),
            ),
          )

          expect(ends.filter((end) => end === 'appended')).toHaveLength(1)
          expect(ends.filter((end) => end === 'conflict')).toHaveLength(racers - 1)
          const [last] = await store.timeline<Note>('INC-1', { after: version })
          expect(last?.event.text).toBe(`racer ${ends.indexOf('appended')}`)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('a delivery that comes again', () => {
  test('changes nothing, however often and at whatever version', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30, size: 'max' }),
        async (causes) => {
          const store = await inMemory()
          let version = 0
          for (const cause of causes) {
            const end = await store.append(
              decision(1, version, [note(`${cause}`)], {
                cause: `E${cause}`,
                outgoing: [outgoing(`answer ${cause}`)],
              }),
            )
            if (end === 'appended') version += 1
          }

          const distinct = [...new Set(causes)]
          const texts = (await store.timeline<Note>('INC-1')).map(({ event }) => event.text)
          expect(texts).toEqual(distinct.map(String))
          for (const cause of distinct) expect(await store.applied(`E${cause}`)).toBe('INC-1')
          expect((await store.verify()).broken).toBeUndefined()
        },
      ),
      { numRuns: 25 },
    )
  })

  test('is repeated rather than a conflict, though the incident has moved on', async () => {
    const store = await inMemory()
    await store.append(decision(1, 0, [note('a')], { cause: 'E1' }))
    await store.append(decision(1, 1, [note('b')]))
    expect(await store.append(decision(1, 0, [note('a')], { cause: 'E1' }))).toBe('repeated')
  })
})
