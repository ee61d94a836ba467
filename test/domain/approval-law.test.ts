import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  acceptHandoff,
  evolveHandoff,
  type Handoff,
  type HandoffEvent,
  postHandoff,
} from '../../src/domain/handoff.ts'
import { play } from './support/story.ts'

const approveNumber = 24
const requestNumber = 23

test('however many approve, and in whatever order, as many count as are needed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), (order, needed) => {
      const script = [
        { what: requestNumber, who: 0, a: 0, b: 1 },
        ...order.map((who) => ({ what: approveNumber, who, a: 0, b: 0 })),
      ]
      const beats = play(script.slice(0, 10), needed)
      const approvals = beats
        .flatMap(({ entries }) => entries)
        .filter(({ event }) => event.type === 'remediation-approved')
      const mayOnes = new Set(order.slice(0, 9).filter((who) => who === 1 || who === 2))
      expect(approvals.length).toBe(Math.min(needed, mayOnes.size))
      const state = beats.at(-1)?.after.remediations[0]?.state
      expect(state).toBe(mayOnes.size >= needed ? 'approved' : 'planned')
    }),
  )
})

test('a handoff is accepted once, by somebody it is for, and never by the one who hands over', () => {
  const somebody = fc.constantFrom('UANA', 'UBOB', 'UCHEN')
  fc.assert(
    fc.property(
      somebody,
      fc.option(somebody, { nil: undefined }),
      fc.array(somebody),
      (outgoing, incoming, tries) => {
        const posted = postHandoff({
          by: outgoing,
          notes: '',
          items: [],
          channel: 'shift',
          ...(incoming && { incoming }),
        })
        expect(posted.ok).toBe(incoming !== outgoing)
        if (!posted.ok) return
        const entry = (event: HandoffEvent, actor: string, seq: number) => ({
          stream: 'handoff-1',
          seq,
          at: '2026-11-17T02:10:00.000Z',
          actor,
          event,
        })
        let handoff: Handoff = evolveHandoff(undefined, entry({ ...posted.value, number: 1 }, outgoing, 1))
        let accepted = 0
        for (const who of tries) {
          const decided = acceptHandoff(handoff, who)
          if (!decided.ok) continue
          accepted += 1
          handoff = decided.value.reduce(
            (state, event) => evolveHandoff(state, entry(event, who, 2)),
            handoff,
          )
          expect(who).not.toBe(outgoing)
          if (incoming) expect(who).toBe(incoming)
        }
        expect(accepted).toBeLessThanOrEqual(1)
        expect(handoff.acceptedBy !== undefined).toBe(accepted === 1)
      },
    ),
  )
})
