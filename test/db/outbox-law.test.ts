import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutboxEntry } from '../../src/app/ports/store.ts'
import { inMemory, later, outgoing } from './record.ts'

type Op =
  | { do: 'ask'; key: number; redraw: boolean }
  | { do: 'take'; owner: string; limit: number }
  | { do: 'finish' | 'fail' | 'retry'; which: number; uncertain: boolean }
  | { do: 'wait'; ms: number }
  | { do: 'restart' }

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask'), key: fc.nat(7), redraw: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('take'),
      owner: fc.constantFrom('ana', 'bob'),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('finish', 'fail', 'retry'),
      which: fc.nat(9),
      uncertain: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 150 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
)

/** What the outbox should be, told as plainly as it can be. */
type Held = {
  key: string
  lane: string
  turn: number
  state: 'pending' | 'sending' | 'done' | 'failed'
  asked: number
  begun: number
  dueAt: number
  owner?: string
  leaseUntil: number
  doubt: boolean
}

const laneOf = (key: number) => `lane ${key % 3}`
const lease = 100

describe('whatever happens', () => {
  test('lanes keep their order, wait for nobody else, and the newest picture is drawn in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(op, { maxLength: 60 }), async (ops) => {
        const store = await inMemory()
        const held = new Map<string, Held>()
        const hand: { entry: OutboxEntry; owner: string }[] = []
        let now = 0
        let turn = 0
        let asked = 0

        const isOpen = ({ state }: Held) => state === 'pending' || state === 'sending'
        const takeable = (one: Held, owner: string) =>
          one.state === 'pending' ? one.dueAt <= now : one.leaseUntil <= now && one.owner !== owner
        const expected = (owner: string, limit: number) => {
          const lanes = Map.groupBy([...held.values()].filter(isOpen), ({ lane }) => lane)
          const heads = [...lanes.values()].map((lane) => lane.reduce((a, b) => (a.turn < b.turn ? a : b)))
          return heads
            .filter((head) => takeable(head, owner))
            .sort((a, b) => a.turn - b.turn)
            .slice(0, limit)
        }

        async function take(owner: string, limit: number) {
          const wanted = expected(owner, limit)
          const taken = await store.takeOutgoing(owner, later(now), lease, limit)
          expect(taken.map(({ key, payload, uncertain }) => [key, payload, uncertain])).toEqual(
            wanted.map(({ key, asked, doubt, state }) => [key, { asked }, doubt || state === 'sending']),
          )
          for (const one of wanted) {
            one.doubt ||= one.state === 'sending'
            Object.assign(one, { state: 'sending', owner, leaseUntil: now + lease, begun: one.asked })
          }
          for (const entry of taken) {
            const stale = hand.findIndex((other) => other.entry.key === entry.key)
            if (stale >= 0) hand.splice(stale, 1)
            hand.push({ entry, owner })
          }
        }

        async function end(which: number, how: 'finish' | 'fail' | 'retry', uncertain: boolean) {
          const [mine] = hand.splice(which % hand.length, 1)
          const one = mine && held.get(mine.entry.key)
          if (!mine || !one) return
          const askedAgain = one.begun !== one.asked
          delete one.owner
          if (how === 'retry') {
            await store.retryOutgoing(mine.entry, later(now + 50), 'no', uncertain)
            Object.assign(one, { state: 'pending', dueAt: now + 50, doubt: one.doubt || uncertain })
            return
          }
          if (how === 'finish') await store.finishOutgoing(mine.entry)
          else await store.failOutgoing(mine.entry, 'no')
          if (how === 'finish') one.doubt = false
          if (askedAgain) Object.assign(one, { state: 'pending', dueAt: 0, turn: ++turn })
          else one.state = how === 'finish' ? 'done' : 'failed'
        }

        async function ask(number: number, redraw: boolean) {
          const key = `key ${number}`
          asked += 1
          await store.enqueue([outgoing(key, laneOf(number), { payload: { asked }, redraw })])
          turn += 1
          const one = held.get(key)
          if (!one) {
            const fresh = {
              key,
              lane: laneOf(number),
              turn,
              asked,
              begun: 0,
              dueAt: 0,
              leaseUntil: 0,
              doubt: false,
            }
            held.set(key, { ...fresh, state: 'pending' })
          } else if (redraw) {
            one.asked = asked
            if (!isOpen(one)) Object.assign(one, { state: 'pending', dueAt: 0, turn })
          }
        }

        for (const step of ops) {
          if (step.do === 'ask') await ask(step.key, step.redraw)
          else if (step.do === 'take') await take(step.owner, step.limit)
          else if (step.do === 'wait') now += step.ms
          else if (step.do === 'restart') {
            await store.releaseLeases()
            for (const one of held.values()) {
              delete one.owner
              one.leaseUntil = 0
            }
            hand.length = 0
          } else if (hand.length > 0) await end(step.which, step.do, step.uncertain)
        }

        // A fresh owner finds everything that was left, and ends it.
        now += 1000
        while ([...held.values()].some(isOpen)) {
          await take('heir', 3)
          expect(hand.length).toBeGreaterThan(0)
          while (hand.length > 0) await end(0, 'finish', false)
        }
        expect(await store.nextDue()).toBeUndefined()
      }),
      { numRuns: 120 },
    )
  })
})

test('taking the next message is fast beside 100,000 that are done', async () => {
  const store = await inMemory()
  const total = 100_000
  for (let from = 0; from < total; from += 10_000) {
    const some = Array.from({ length: 10_000 }, (_, n) => outgoing(`old ${from + n}`, `lane ${from + n}`))
    await store.enqueue(some)
    for (const entry of await store.takeOutgoing('me', later(0), 1000, 10_000))
      await store.finishOutgoing(entry)
  }
  await store.enqueue([outgoing('new')])

  const began = performance.now()
  const taken = await store.takeOutgoing('me', later(0), 1000, 10)
  const took = performance.now() - began

  expect(taken.map(({ key }) => key)).toEqual(['new'])
  expect(took).toBeLessThan(10)
})
