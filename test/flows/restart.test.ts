import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

test('an incident of hours outlives a restart every few minutes', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const { ana, bob, chen } = world
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => world.happened('check-finished'))
  await world.until(() => ana.finds(room, 'Route jobs to the classical solvers'))
  await world.restart()

  await bob.presses('Acknowledge', { in: room })
  await bob.presses('step.fix', { in: room, on: 'Route jobs to the classical solvers' })
  for (let n = 0; n < 2; n++) {
    await world.pass(5 * 60_000, 5_000)
    await world.restart()
  }
  expect((await world.incident()).remediations[0]?.state).toBe('planned')
  await world.pass(5 * 60_000, 5_000)
  expect((await world.incident()).remediations[0]?.state).toBe('expired')

  await world.restart()
  await bob.presses('Plan again', { in: room })
  await world.restart()
  await chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-applied'))
  await world.restart()
  await world.until(() => world.happened('remediation-verified'))
  await world.restart()
  await ana.says('/incident mitigated', { in: room })
  await world.restart()
  await ana.says('/incident resolve Dynex had a power failure', { in: room })
  await ana.submits(settling(await world.incident(), 'keep'))
  await world.restart()
  await world.until(() => world.happened('postmortem-written'))
  await world.pass(10_000)

  const posts = ana.posts(room).map(({ blocks }) => JSON.stringify(blocks))
  expect(posts.filter((blocks) => blocks.includes('incident.timeline'))).toHaveLength(1)
  expect(posts.filter((blocks) => blocks.includes('Phase 1 of'))).toHaveLength(1)
  expect(ana.posts('incidents')).toHaveLength(1)
  const story = await world.story()
  for (const type of ['acknowledged', 'remediation-started', 'remediation-applied', 'mitigated', 'resolved'])
    expect(
      story.filter((one) => one === type),
      type,
    ).toHaveLength(1)
  expect(posts.join()).toContain('Resolved')
})

test('what was asked while Slack was away is said after a restart', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.settle()
  world.practice.faults.slack.order({ call: 'chat.*', fault: { kind: 'drop' } })
  await world.bob.says('/incident update The queue is full', { in: room })
  world.practice.faults.slack.clear()
  await world.restart()
  await world.until(() => world.ana.finds(room, '*Update* from'))
  expect(world.ana.heads(room).filter((head) => head.startsWith('*Update*'))).toHaveLength(1)
})
