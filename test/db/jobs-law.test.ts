import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMemory } from './places.ts'
import { job, later } from './record.ts'

type Op =
  | { do: 'add'; key: number; inMs: number }
  | { do: 'cancel'; key: number }
  | { do: 'take'; owner: string; limit: number }
  | { do: 'finish' | 'retry' | 'fail'; which: number }
  | { do: 'wait'; ms: number }

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add'), key: fc.nat(2), inMs: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), key: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('take'),
      owner: fc.constantFrom('ana', 'bob'),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('finish', 'retry', 'fail'), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 80 }) }) },
)

const lease = 50

test('no timer is forgotten, and none runs twice at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 20, maxLength: 120, size: 'max' }), async (ops) => {
      const store = await inMemory()
      const waiting = new Map<string, number>()
      const running = new Map<string, { owner: string; until: number; attempt: number }>()
      let now = 0

      async function take(owner: string, limit: number) {
        const abandoned = [...running].filter(([, run]) => run.until <= now && run.owner !== owner)
        const due = [...waiting].filter(([key, at]) => at <= now && !running.has(key))
        const may = new Set([...abandoned, ...due].map(([key]) => key))

        const taken = await store.takeJobs(owner, later(now), lease, limit)

        expect(taken).toHaveLength(Math.min(limit, may.size))
        for (const { key, attempts } of taken) {
          expect(may.has(key)).toBe(true)
          if (!running.has(key)) waiting.delete(key)
          running.set(key, { owner, until: now + lease, attempt: attempts })
        }
      }

      async function end(how: 'finish' | 'retry' | 'fail', which: number) {
        const [key, run] = [...running][which % running.size] ?? []
        if (key === undefined || run === undefined) return
        running.delete(key)
        if (how === 'finish') await store.finishJob(key, run.attempt)
        else if (how === 'fail') await store.failJob(key, 'no', run.attempt)
        else {
          const at = now + 20
          await store.retryJob(key, later(at), 'no', run.attempt)
          waiting.set(key, Math.min(at, waiting.get(key) ?? at))
        }
      }

      for (const step of ops) {
        if (step.do === 'add') {
          await store.enqueue([], [job(`job ${step.key}`, later(now + step.inMs))])
          waiting.set(`job ${step.key}`, now + step.inMs)
        } else if (step.do === 'cancel') {
          await store.enqueue([], [], [`job ${step.key}`])
          waiting.delete(`job ${step.key}`)
        } else if (step.do === 'take') await take(step.owner, step.limit)
        else if (step.do === 'wait') now += step.ms
        else if (running.size > 0) await end(step.do, step.which)
      }

      // A fresh owner finds everything that was left, by asking when to look next.
      for (let due = await store.nextDue(); due; due = await store.nextDue()) {
        now = Math.max(now, due.getTime() - later(0).getTime())
        const before = waiting.size + running.size
        await take('heir', 10)
        for (const [key, run] of [...running].filter(([, { owner }]) => owner === 'heir')) {
          running.delete(key)
          await store.finishJob(key, run.attempt)
        }
        if (waiting.size + running.size === before) break
      }
      // What the two still have in hand is theirs to end, and no other's.
      expect([...waiting.keys()].filter((key) => !running.has(key))).toEqual([])
    }),
    { numRuns: 120 },
  )
})
