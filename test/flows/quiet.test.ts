import { expect, test } from 'vitest'
import { textOf } from '../support/text-of.ts'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

test('a whole story leaves a quiet channel: a card, a message per phase, and what everybody must see', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const { ana, bob, chen, eli } = world
  const room = await world.declares('p0 nqba Dynex is down')
  const here = { in: room }
  await world.until(() => world.happened('check-finished'))
  await bob.says('/incident ack', here)
  await bob.says('/incident note One', here)
  await bob.says('/incident note Two', here)
  await bob.says('/incident status', here)
  await bob.says('/incident timeline', here)
  await eli.presses('Assign', { in: room, on: 'Settle the severity' })
  await eli.submits({ person: bob.id })
  await bob.presses('Done', { in: room, on: 'Settle the severity' })
  await bob.presses('Done', { in: room, on: 'Get the on-call' })
  await bob.presses('step.fix', { in: room, on: 'Route jobs' })
  await chen.presses('Approve', here)
  await world.until(() => world.happened('remediation-verified'))
  await bob.presses('Update status page', here)
  await bob.submits({ text: 'Slower than usual' })
  await world.until(async () => (await world.incident()).runs[0]?.phase === 1)
  await ana.says('/incident update Jobs go through on the classical solvers', here)
  await ana.says('/incident sev p1', here)
  await ana.says('/incident lead @bob', here)
  await ana.says('/incident mitigated', here)
  await bob.says('/incident resolve Dynex had a power failure', here)
  await bob.submits(settling(await world.incident(), 'permanent'))
  await world.until(() => world.happened('postmortem-written'))
  await world.pass(10_000)

  expect(ana.heads(room)).toEqual([
    expect.stringContaining('Dynex is down'),
    expect.stringContaining('Phase 1 of 4'),
    expect.stringContaining('Route jobs to the classical solvers'),
    expect.stringContaining('Phase 2 of 4'),
    expect.stringContaining('*Update*'),
    expect.stringContaining('Severity P0'),
    expect.stringContaining('*Resolved*'),
    expect.stringMatching(/post-mortem/i),
  ])
  expect(ana.posts('incidents')).toHaveLength(1)
  const announced = textOf(ana.posts('incidents')[0] ?? {})
  expect(announced).toContain('P1')
  expect(announced).toContain('Resolved')
  expect(announced).toContain(`<@${bob.id}>`)
  expect(announced).toContain('Jobs go through on the classical solvers')
  expect(ana.puppet.channel(room).pins).toHaveLength(1)
})
