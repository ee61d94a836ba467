import { expect, test } from 'vitest'
import { type RemediationState, remediationStates } from '../../src/domain/remediation.ts'
import { approval } from '../../src/slack/views/approval.ts'
import { at, bob, mia, now, remediation, verified, worked } from './examples.ts'
import { readable } from './readable.ts'

const picture = { of: 'approval' as const, incident: worked, approvers: [bob, mia], now }
const outcomes: Partial<Record<RemediationState, string>> = {
  failed: 'The rollout did not complete within 2m.',
  unknown: 'The connection to the cluster was lost while it ran.',
  stale: 'QUANTUM_FALLBACK_ENABLED is "true" now.',
}

test('an approval says what would change, who asks, who may approve and until when', () => {
  expect(readable(approval({ ...picture, remediation }))).toMatchSnapshot()
})

test.each(remediationStates.filter((state) => state !== 'planned'))(
  'a remediation that is %s says so',
  (state) => {
    const outcome = outcomes[state] ?? verified.outcome ?? ''
    const rejected = { by: bob, at: at(8), reason: 'Dynex is coming back' }
    expect(
      readable(approval({ ...picture, remediation: { ...verified, state, outcome, rejected } })),
    ).toMatchSnapshot()
  },
)

test.each(['planned', 'stale', 'verified'] as const)('only what is %s has its own buttons', (state) => {
  const buttons = { planned: '[Approve, primary] [Reject, danger]', stale: '[Plan again]', verified: '' }
  const shown = readable(approval({ ...picture, remediation: { ...remediation, state } }))
  expect(shown.match(/\[.*\]/)?.[0] ?? '').toBe(buttons[state])
})

test('a long plan is cut to what can be read in five seconds', () => {
  const changes = Array.from({ length: 20 }, (_, n) => ({ what: `KEY_${n}`, before: '1', after: '2' }))
  const shown = readable(
    approval({ ...picture, remediation: { ...remediation, plan: { ...remediation.plan, changes } } }),
  )
  expect(shown).toContain('KEY_5: 1 → 2\nand 14 more, in the thread')
})
