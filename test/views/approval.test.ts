import { expect, test } from 'vitest'
import { type RemediationState, remediationStates } from '../../src/domain/remediation.ts'
import { decodeRef } from '../../src/slack/actions.ts'
import { approval } from '../../src/slack/views/approval.ts'
import { drawPicture } from '../../src/slack/views/index.ts'
import { ana, at, bob, keptChange, mia, now, remediation, verified, worked } from './examples.ts'
import { readable } from './readable.ts'

const picture = {
  of: 'approval' as const,
  incident: worked,
  approvers: [bob, mia],
  mayBreakGlass: false,
  undoable: false,
  direct: false,
  now,
}
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

const buttonsOf = (shown: Partial<Parameters<typeof approval>[0]>, state: RemediationState) =>
  readable(approval({ ...picture, ...shown, remediation: { ...verified, state } }))
    .split('\n')
    .findLast((one) => one.startsWith('    ['))
    ?.trim() ?? ''

test('what can be decided depends on the state', () => {
  expect(buttonsOf({}, 'planned')).toBe('[Approve, primary] [Reject, danger] [Ask a question]')
  expect(buttonsOf({}, 'running')).toBe('')
  expect(buttonsOf({}, 'unknown')).toBe('[It was made] [It was not made]')
  expect(buttonsOf({}, 'stale')).toBe('[Plan again]')
  expect(buttonsOf({}, 'expired')).toBe('[Plan again]')
})

test('after a failure the first thing offered is to undo', () => {
  expect(buttonsOf({ undoable: true }, 'failed')).toBe('[Undo, primary] [Plan again]')
  expect(buttonsOf({}, 'failed')).toBe('[Plan again]')
})

test('what stands can be put back, kept or made permanent', () => {
  const ledger = '[overflow: Keep until… | Make permanent…]'
  expect(buttonsOf({ undoable: true }, 'verified')).toBe(`[Undo] ${ledger}`)
  expect(buttonsOf({}, 'verified')).toBe(ledger)
})

test('breaking the glass is offered only where it is allowed', () => {
  expect(buttonsOf({}, 'planned')).not.toContain('glass')
  expect(buttonsOf({ mayBreakGlass: true }, 'planned')).toMatch(/\[Break glass…\]$/)
})

test('a decision is about the plan that was shown', () => {
  const drawn = JSON.stringify(approval({ ...picture, mayBreakGlass: true, remediation }).blocks)
  const values = [
    ...drawn.matchAll(/"action_id":"remediation\.(approve|break-glass)"[^}]*\}[^}]*?"value":"([^"]+)"/g),
  ]
  expect(values.map(([, , value = '']) => decodeRef(value)?.hash)).toEqual(['h1', 'h1'])
})

test('a request says why, what was asked about it, and which rights it needs', () => {
  const questions = [
    { by: mia, at: at(7), text: 'Is the vendor told?' },
    { by: bob, at: at(8), text: 'Will jobs be lost?' },
  ]
  const reason = 'Jobs fail since 13:58'
  expect(
    readable(approval({ ...picture, remediation: { ...remediation, reason, questions } })),
  ).toMatchSnapshot()
})

test('an approver reads the same in direct messages, and where it belongs', () => {
  const shown = readable(approval({ ...picture, direct: true, remediation }))
  expect(shown).toContain('<#C00000INC42> · P0 Dynex is down')
  expect(shown).toContain('[Approve, primary] [Reject, danger] [Ask a question]')
})

test('progress is shown in place while it runs', () => {
  const running = { ...verified, state: 'applied' as const }
  const shown = readable(
    approval({ ...picture, remediation: running, progress: '2 of 3 new pods are ready' }),
  )
  expect(shown).toContain('◐ 2 of 3 new pods are ready')
})

test('what needs no approval says by which rule', () => {
  const preauthorized = 'Low risk, inside the maintenance window'
  const one = { ...verified, approvals: [], preauthorized }
  expect(readable(approval({ ...picture, remediation: one }))).toContain(
    `Needs no approval: ${preauthorized}`,
  )
})

const brokenGlass = { by: ana, at: at(7), reason: 'Nobody answers and jobs are being lost' }

test.each(['approved', 'verified', 'failed'] as const)(
  'nobody overlooks a broken glass that is %s',
  (state) => {
    const one = { ...verified, state, approvals: [], brokenGlass }
    const shown = readable(approval({ ...picture, remediation: one }))
    expect(shown).toMatch(/^notification: BREAK-GLASS/)
    expect(shown).toContain('went on *without approval*')
    expect(shown).toContain(brokenGlass.reason)
    expect(shown).toContain('Not reviewed yet')
  },
)

test('the glass is announced with what was done, why, and a review by somebody else', () => {
  const one = { ...verified, approvals: [], brokenGlass }
  const of = 'glass' as const
  expect(readable(drawPicture({ of, incident: worked, remediation: one, now }))).toMatchSnapshot()
  const reviewed = { ...brokenGlass, reviewed: { by: mia, at: at(60), says: 'It was right' } }
  const after = readable(
    drawPicture({ of, incident: worked, remediation: { ...one, brokenGlass: reviewed }, now }),
  )
  expect(after).toContain(`Reviewed by <@${mia}>: It was right`)
  expect(after).not.toContain('[Reviewed]')
})

test('what has become of a change is said where it was asked for', () => {
  const says = (standing: typeof verified.standing) =>
    readable(approval({ ...picture, remediation: { ...verified, ...(standing && { standing }) } }))
  expect(says(keptChange.standing)).toContain(`Kept by <@${bob}> until <!date`)
  expect(says({ state: 'permanent', at: at(50), by: ana })).toContain('Made permanent')
  const undone = says({ state: 'undone', at: at(50), by: ana })
  expect(undone).toContain('*Undone: Route jobs')
  expect(undone).not.toContain('[')
})

test('a long plan is cut to what can be read in five seconds', () => {
  const changes = Array.from({ length: 20 }, (_, n) => ({ what: `KEY_${n}`, before: '1', after: '2' }))
  const shown = readable(
    approval({ ...picture, remediation: { ...remediation, plan: { ...remediation.plan, changes } } }),
  )
  expect(shown).toContain('KEY_5: 1 → 2\nand 14 more, in the thread')
})
