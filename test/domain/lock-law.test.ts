import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conflicts, type Lock, type LockKind, sayHeld } from '../../src/domain/lock.ts'

const now = Date.parse('2026-11-17T02:10:00.000Z')
const at = (ms: number) => new Date(now + ms).toISOString()

const lock = (kind?: LockKind): fc.Arbitrary<Lock> =>
  fc.record({
    target: fc.constantFrom('Deployment n/api', 'Deployment n/worker'),
    holder: fc.constantFrom('fix-1', 'fix-2', 'fix-3'),
    kind: kind ? fc.constant(kind) : fc.constantFrom<LockKind>('asked', 'running', 'verifying', 'hand'),
    by: fc.constantFrom('U0ANA', 'U0BOB'),
    why: fc.constant('Scale'),
    since: fc.constant(at(0)),
    until: fc.integer({ min: -10, max: 10 }).map((minutes) => at(minutes * 60_000)),
    urgent: fc.boolean(),
  })

const holds = (law: (held: Lock, wanted: Lock) => void, wanted = lock()) =>
  fc.assert(fc.property(lock(), wanted, law))

test('nobody waits for themselves, for another target, or for what is over', () => {
  holds((held, wanted) => {
    if (held.holder === wanted.holder || held.target !== wanted.target || Date.parse(held.until) <= now)
      expect(conflicts(held, wanted)).toBe(false)
  })
})

test('two changes of one target are never made at once', () => {
  holds((held, wanted) => {
    const both = held.kind === 'running' && wanted.kind === 'running'
    const same = held.target === wanted.target && held.holder !== wanted.holder
    if (both && same && Date.parse(held.until) > now) expect(conflicts(held, wanted)).toBe(true)
  })
})

test('a rollback waits only for a change being made, and for a lock that somebody else took by hand', () => {
  holds(
    (held, wanted) => {
      if (!conflicts(held, wanted)) return
      expect(held.kind === 'running' || (held.kind === 'hand' && held.by !== wanted.by)).toBe(true)
    },
    fc.oneof(lock('asked'), lock('running')).map((one) => ({ ...one, urgent: true })),
  )
})

test('who is kept waiting reads who holds it, why, since when and until when', () => {
  const held: Lock = {
    target: 'Deployment n/api',
    holder: 'lock-1',
    kind: 'hand',
    by: 'U0BOB',
    why: 'Moving the database',
    since: at(-3 * 60_000),
    until: at(12 * 60_000),
  }
  expect(sayHeld(held, new Date(now))).toMatchInlineSnapshot(
    `"Deployment n/api is held by <@U0BOB> for 3m now, for “Moving the database” (locked by hand). It is free after \`/incident unlock\`, or in 12m at the latest"`,
  )
})
