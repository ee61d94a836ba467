import { expect, test } from 'vitest'
import type { Run } from '../../src/domain/incident.ts'
import { phaseMessage } from '../../src/slack/views/phase.ts'
import { at, bob, now, playbook, run, worked } from './examples.ts'
import { readable } from './readable.ts'

const fresh: Run = { ...run, steps: {} }
const first = { of: 'phase', incident: worked, run, playbook, phase: 0, now } as const

test('a phase shows every step, and buttons for the one that is next', () => {
  expect(readable(phaseMessage(first))).toMatchSnapshot()
})

test('beside the next step, what changes production has its button in sight, and the others their menu', () => {
  const shown = readable(phaseMessage({ ...first, incident: { ...worked, remediations: [] }, run: fresh }))
  expect(shown.split('\n').filter((one) => one.startsWith('    '))).toEqual([
    '    [Run the check, primary] [overflow: Done by hand | Skip, with a reason | Assign]',
    '    [Show what would change] [overflow: Done by hand | Skip, with a reason | Assign]',
    '    [overflow: Update status page | Done by hand | Skip, with a reason | Assign]',
    '    [overflow: Done | Skip, with a reason | Assign]',
    '    [overflow: Answer | Skip, with a reason | Assign]',
    '    [overflow: Done | Skip, with a reason | Assign]',
    '    [Next phase] [Add a step]',
  ])
})

test('a phase that asks for the cause offers its branches', () => {
  const later: Run = {
    ...run,
    phase: 1,
    phases: [
      { startedAt: at(4), endedAt: at(9), added: [] },
      { startedAt: at(9), added: [] },
    ],
  }
  expect(readable(phaseMessage({ ...first, run: later, phase: 1 }))).toMatchSnapshot()
})

test('once the cause is chosen, its steps are there', () => {
  const chosen: Run = {
    ...run,
    phase: 1,
    phases: [{ added: [] }, { startedAt: at(9), branch: 0, added: [] }],
  }
  const shown = readable(phaseMessage({ ...first, run: chosen, phase: 1 }))
  expect(shown).toContain('What is the cause? *The Dynex platform is down*')
  expect(shown).toContain('○ *Wait for Dynex*')
})

test('a phase left behind keeps its lines and loses its buttons', () => {
  const over: Run = {
    ...run,
    phase: 1,
    phases: [
      { startedAt: at(4), endedAt: at(9), added: [] },
      { startedAt: at(9), added: [] },
    ],
    steps: { ...run.steps, '0.3': { status: 'skipped', by: bob, reason: 'their page says it already' } },
  }
  expect(readable(phaseMessage({ ...first, run: over }))).toMatchSnapshot()
})

test('of a thousand steps the next ones are shown, and how many stand before and after', () => {
  const steps = Array.from({ length: 1000 }, (_, n) => ({ kind: 'do' as const, title: `Step number ${n}` }))
  const long = { ...playbook, phases: [{ name: 'Everything', steps, branches: [] }] }
  const done = Object.fromEntries(
    Array.from({ length: 400 }, (_, n) => [`0.${n}`, { status: 'done' as const, by: bob }]),
  )
  const shown = readable(
    phaseMessage({ ...first, playbook: long, run: { ...run, phases: [{ added: [] }], steps: done } }),
  )
  expect(shown).toContain('398 steps before these: 398 done')
  expect(shown).toContain('✓ Step number 399')
  expect(shown).toContain('○ *Step number 400*')
  expect(shown).toContain('590 steps after these: 590 open')
  expect(shown).toContain('[All 1000 steps]')
})
