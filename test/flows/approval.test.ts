import { expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const scaleTo6 = '/incident fix scale nqba-worker replicas=6'

async function planned(world: World, severity = 'p1') {
  const room = await world.declares(`${severity} nqba Results come late`)
  await world.eli.says(scaleTo6, { in: room })
  return room
}

const first = async (world: World) => (await world.incident()).remediations[0]

test('neither the one who asked nor somebody without the role may approve', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.bob.says(scaleTo6, { in: room })
  expect(world.bob.sees(room)).toMatch(/nqba-worker.*\n.*replicas/s)

  expect(await world.bob.presses('Approve', { in: room })).toContain('somebody else has to approve')
  expect(await world.eli.presses('Approve', { in: room })).toContain('Only an approver')
  await world.dora.does((puppet) => puppet.join(room))
  expect(await world.dora.presses('Approve', { in: room })).toContain('may approve this')
  expect((await first(world))?.state).toBe('planned')

  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect((await first(world))?.approvals).toMatchObject([{ by: world.chen.id }])
})

test('of two approvers at the same moment one wins, and the other is told so politely', async () => {
  const world = await startWorld()
  const room = await planned(world)

  const heard = await Promise.all(
    [world.bob, world.chen].map((approver) => approver.presses('Approve', { in: room })),
  )
  await world.until(() => world.happened('remediation-verified'))

  const story = await world.story()
  expect(story.filter((type) => type === 'remediation-approved')).toHaveLength(1)
  expect(story.filter((type) => type === 'remediation-started')).toHaveLength(1)
  expect(heard.filter((words) => /already, by <@U0(BOB|CHEN)/.test(words))).toHaveLength(1)
})

test('a rejection needs a reason, which the one who asked sees', async () => {
  const world = await startWorld()
  const room = await planned(world)

  await world.bob.presses('Reject', { in: room })
  expect(await world.bob.submitsInVain({ reason: '  ' })).not.toBe('')
  await world.bob.submits({ reason: 'The queue is short' })

  expect(world.eli.sees(room)).toContain('The queue is short')
  expect(world.eli.maySee('Approve', { in: room })).toBe(false)
  expect((await first(world))?.state).toBe('rejected')
})

test('whoever asked may take the request back', async () => {
  const world = await startWorld()
  const room = await planned(world)
  await world.eli.presses('Reject', { in: room })
  await world.eli.submits({ reason: 'Wrong deployment' })
  expect((await first(world))?.state).toBe('rejected')
})

test('a request nobody decides on expires after a quarter of an hour, and can be planned again', async () => {
  const world = await startWorld()
  const room = await planned(world)

  await world.pass(14 * 60_000 + 50_000)
  expect((await first(world))?.state).toBe('planned')
  await world.pass(15_000)
  expect((await first(world))?.state).toBe('expired')
  expect(world.bob.sees(room)).toContain('Nobody approved it in time')

  await world.eli.presses('Plan again', { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('when the target has changed in between, the request comes back with the difference', async () => {
  const world = await startWorld()
  const room = await planned(world)
  await world.patches('deployments/nqba-worker', { spec: { replicas: 5 } })

  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-stale'))

  expect(world.bob.sees(room)).toMatch(/Out of date.*Difference: It would now be: .*5 → 6/s)
  expect(await world.happened('remediation-started')).toBe(false)
  await world.bob.presses('Plan again', { in: room })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('an approver who has lost the role in between does not count', async () => {
  const own = await ownPlaybooks({
    'nqba/service.yml': (text) =>
      text.replace('p1: { count: 1, roles: [approver] }', 'p1: { count: 2, roles: [approver] }'),
  })
  const world = await startWorld({ playbooks: own.folder })
  const room = await planned(world)
  await world.bob.presses('Approve', { in: room })
  expect(world.ana.sees(room)).toContain('1 of 2 approvals')
  expect(await world.bob.presses('Approve', { in: room })).toContain('approved this already')
  await own.edit('organization.yml', (text) =>
    text.replace('[responder, approver, lead]', '[responder, lead]'),
  )
  await world.muster.core.library.reload()

  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-stale'))

  expect((await first(world))?.outcome).toContain(`<@${world.bob.id}> may no longer approve this`)
  expect(await world.happened('remediation-started')).toBe(false)
})

test('changing production takes the role of a responder', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.dora.does((puppet) => puppet.join(room))

  expect(await world.dora.says(scaleTo6, { in: room })).toContain('role responder')
  await world.dora.presses('Fix something', { in: room })
  expect(
    await world.dora.submits({ remediation: 'scale', target: 'nqba-worker', details: 'replicas=6' }),
  ).toContain('role responder')
  expect((await world.incident()).remediations).toEqual([])
})

test('the form plans the same as the words do', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix', { in: room })
  await world.eli.submits({ remediation: 'scale', target: 'nqba-worker', details: 'replicas=6' })

  const byForm = await first(world)
  expect(byForm?.input).toEqual({ deployment: 'nqba-worker', replicas: 6 })
  expect(await world.eli.says('/incident fix scale nqba-worker replicas=8', { in: room })).toContain(
    'waiting for approval',
  )
})

test('at a severity that asks for no approval the plan is shown all the same, and runs once it has been read', async () => {
  const world = await startWorld()
  const room = await planned(world, 'p3')
  expect(world.eli.sees(room)).toContain('Ready to run')
  expect(world.eli.sees(room)).toContain('Needs no approval')
  expect(await world.happened('remediation-started')).toBe(false)
  await world.dora.does((puppet) => puppet.join(room))
  expect(await world.dora.presses('Run it', { in: room })).toContain('role responder')

  await Promise.all([world.eli.presses('Run it', { in: room }), world.bob.presses('Run it', { in: room })])
  await world.until(() => world.happened('remediation-verified'))
  expect((await first(world))?.approvals).toEqual([])
  expect((await world.story()).filter((type) => type === 'remediation-confirmed')).toHaveLength(1)
  expect(world.eli.sees(room)).toMatch(/<@U\w+> let it run/)
})

test('what needs no approval may be left alone, and is asked for anew when it got old', async () => {
  const world = await startWorld()
  const room = await planned(world, 'p3')
  await world.eli.presses('Leave it', { in: room })
  await world.eli.submits({ reason: 'It went by itself' })
  expect((await first(world))?.state).toBe('rejected')
  await world.eli.says(scaleTo6, { in: room })
  await world.pass(16 * 60_000, 60_000)
  expect((await world.incident()).remediations[1]?.state).toBe('expired')
})

test('nothing is approved any more once the incident is resolved', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.ana.says('/incident resolve', { in: room })
  expect(await world.eli.says(scaleTo6, { in: room })).toContain('reopen it to change production')
})

test('a plan too long for a glance stands whole in the thread of its approval', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const settings = Array.from({ length: 9 }, (_, n) => `SETTING_${n}=on`).join(' ')
  await world.eli.says(`/incident fix fallback-toggle nqba-config ${settings}`, { in: room })

  const whole = await world.until(() => world.bob.finds(room, 'The whole plan'))
  const approval = world.bob.finds(room, 'Approval needed')
  expect(world.bob.sees(room)).toContain('and 3 more, in the thread')
  expect(whole.threadTs).toBe(approval?.ts)
  expect(JSON.stringify(whole.blocks)).toContain('SETTING_8: not set → on')
})
