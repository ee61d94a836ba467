import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

test('a closed incident is not forgotten while something of it stands: handoff, owner and reviewer still see it', async () => {
  const world = await startWorld()
  const { ana, bob, chen } = world
  const room = await world.declares('p0 nqba Results come late')
  await ana.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await ana.presses('remediation.break-glass', { in: room })
  await ana.submits({ target: 'nqba-worker', reason: 'Nobody answers, jobs are being lost' })
  await world.until(() => world.happened('remediation-verified'))
  await ana.says('/incident resolve The queue was full', { in: room })
  await ana.submits(settling(await world.incident(), 'keep', { owner: chen.id, until: '2026-11-23' }))
  await ana.says('/incident close', { in: room })
  expect((await world.incident()).status).toBe('closed')

  await ana.says('/handoff @bob')
  expect(ana.form()).toContain('Chen Wei puts it back by 2026-11-23')
  expect(ana.form()).toContain('Done without approval, not reviewed')
  expect(ana.form()).not.toContain('Scale nqba-worker from 4 to 6 replicas · Scale nqba-worker')

  expect(await chen.home()).toMatch(/Changes you keep.*Scale nqba-worker from 4 to 6 replicas · INC-1.*by /s)
  expect(await ana.home()).not.toContain('Made without approval')
  expect(await bob.home()).toContain('Made without approval')
  await bob.does((puppet) => puppet.click({ home: true }, 'remediation.review'))
  await bob.submits({ says: 'Right: nobody answered' })
  expect(await bob.home()).not.toContain('Made without approval')

  await chen.does((puppet) => puppet.click({ home: true }, 'remediation.undo'))
  await world.until(async () => (await world.incident()).remediations.length === 2)
  expect(await bob.home()).toMatch(/Waiting for your approval.*Undo: Scale nqba-worker/s)
  await bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  expect(await chen.home()).not.toContain('Changes you keep')
})

test('whoever keeps a change is reminded on that day, not in the night after it', async () => {
  const world = await startWorld()
  const { ana, chen } = world
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await ana.presses('Keep until…', { in: room })
  await ana.submits({ owner: chen.id, until: '2026-11-18' })
  expect((await world.incident()).remediations[0]?.standing?.until).toBe('2026-11-18T10:00:00.000Z')
  await ana.presses('Keep longer…', { in: room })
  await ana.submits({ owner: chen.id, until: '2026-11-17' })
  await world.pass(9 * 60 * 60_000, 9 * 60 * 60_000)
  expect(chen.hears()).toContain('Still changed in production')
})
