import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'
import { settling } from './support/settling.ts'

test('a step whose change was put back says so, and offers it again', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const { ana, bob } = world
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => ana.maySee('step.fix', { in: room }))
  await ana.presses('step.fix', { in: room })
  await bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await ana.presses('Undo', { in: room })
  await bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  await world.settle()
  expect(ana.sees(room)).toMatch(/↩ Route jobs to the classical solvers · done, then \*put back\*/)

  await ana.presses('Plan again', { in: room, on: 'Route jobs' })
  expect(ana.sees(room)).toMatch(/Route jobs to the classical solvers · waits for approval/)
  await bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[2]?.state === 'verified')
  await world.settle()
  expect(ana.sees(room)).toMatch(/✓ Route jobs to the classical solvers · nqba-config/)
})

test('a way back that has gone stale is looked at anew, not forced upon what somebody else did', async () => {
  const world = await startWorld()
  const { ana, bob, eli } = world
  const room = await world.declares('p1 nqba Results come late')
  await eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await eli.says('/incident undo', { in: room })
  expect(eli.form()).toContain('"initial_option"')
  await eli.submits({})
  await world.patches('deployments/nqba-worker', { spec: { replicas: 7 } })
  await bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-stale'))
  await world.settle()
  expect(await ana.presses('Plan again', { in: room })).toContain('7')
  expect((await world.incident()).remediations).toHaveLength(2)
})

const requests = `
requests:
  - name: note-it
    summary: Write it down
    changes: log → with a line more
    url: https://api.nqba.flyfox.ai/health
    lasting: true
limits:`

test('what Muster cannot put back is said before it is approved, and no button pretends otherwise', async () => {
  const own = await ownPlaybooks({
    'nqba/service.yml': (text) => text.replace('\nlimits:', requests),
  })
  const world = await startWorld({ playbooks: own.folder })
  const { ana, bob } = world
  const room = await world.declares('p1 nqba Results come late')
  expect(await ana.says('/incident fix http-request note-it', { in: room })).toBe('')
  expect(ana.sees(room)).toContain('Muster cannot put it back')
  await bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await world.settle()
  expect(ana.sees(room)).toContain('Standing changes')
  expect(ana.maySee('remediation.undo', { in: room })).toBe(false)
  expect(await ana.says('/incident undo', { in: room })).toContain('could be put back')
  await ana.says('/incident resolve', { in: room })
  expect(ana.form()).not.toContain('"revert"')
  await ana.submits(settling(await world.incident(), 'permanent'))
  expect((await world.incident()).status).toBe('resolved')
})

test('the glass is shown only to whom it may break for', async () => {
  const world = await startWorld()
  const room = await world.declares('p0 nqba Results come late')
  await world.ana.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect(await world.bob.presses('remediation.break-glass', { in: room })).toContain('Only the commander')
  const direct = world.bob.puppet.channels().find(({ kind }) => kind === 'im')?.id ?? ''
  expect(world.bob.maySee('Approve', { in: direct })).toBe(true)
  expect(world.bob.maySee('remediation.break-glass', { in: direct })).toBe(false)
})

test('a slip is answered with what would have been right, and a second click with no blame', async () => {
  const world = await startWorld()
  const { eli, bob } = world
  const room = await world.declares('p1 nqba Results come late')
  expect(await eli.says('/incident fix scale nqba-config 3', { in: room })).toContain(
    'nqba-config is a configmap, and scale takes a deployment: nqba-api',
  )
  const long = await eli.says(`/incident fix scale ${'x'.repeat(5000)} 3`, { in: room })
  expect(long.length).toBeLessThan(500)

  await eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  const both = await Promise.all([bob.presses('Approve', { in: room }), bob.presses('Approve', { in: room })])
  expect(both.join('')).toContain('You have approved this already')
})
