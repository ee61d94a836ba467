import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('a shift is handed over: the form comes filled, and the next lead accepts, nobody else and only once', async () => {
  const world = await startWorld()
  const { ana, bob, chen, eli } = world
  const room = await world.declares('p1 nqba Results come late')
  await eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  const second = await world.declares('p2 nqba A blemish', bob)
  await bob.says('/incident fix flush-cache results', { in: second })
  await chen.presses('Approve', { in: second })
  await world.until(() => world.happened('remediation-verified', 'INC-2'))
  await bob.says('/incident resolve', { in: second })

  await ana.says('/handoff @bob')
  const form = ana.form()
  expect(form).toContain(`"initial_user":"${bob.id}"`)
  expect(form).toMatch(/P1 Results come late.*acknowledged|P1 Results come late.*declared/s)
  expect(form).toContain('Scale nqba-worker from 4 to 6 replicas')
  expect(form).toContain('a draft until the incident is closed')
  await ana.submits({ notes: 'Keep an eye on the *queue*' })

  const posted = ana.finds('shift-handoff', 'Shift handoff 1')
  expect(posted).toBeDefined()
  expect(ana.sees('shift-handoff')).toContain('Keep an eye on the')
  expect(ana.sees('shift-handoff')).toContain('until the incoming lead accepts')

  expect(await ana.presses('handoff.accept', { in: 'shift-handoff' })).toContain(
    'cannot be the one who hands over',
  )
  expect(await eli.presses('handoff.accept', { in: 'shift-handoff' })).toContain('role lead')
  const [one, other] = await Promise.all([
    bob.presses('handoff.accept', { in: 'shift-handoff' }),
    bob.presses('handoff.accept', { in: 'shift-handoff' }),
  ])
  expect([one, other].join()).toContain('has accepted this handoff already')
  await world.until(() => ana.finds('shift-handoff', `Accepted by <@${bob.id}>`))
  expect(ana.maySee('handoff.accept', { in: 'shift-handoff' })).toBe(false)
  expect(ana.posts('shift-handoff')).toHaveLength(1)
})

test('a handoff for somebody is not accepted by another lead', async () => {
  const own = await startWorld()
  await own.bob.says('/handoff')
  await own.bob.submits({ incoming: own.ana.id })
  expect(own.ana.sees('shift-handoff')).toContain('Nothing open in the record')
  expect(await own.bob.says('/handoff @nobody')).toContain('mention a person')
  expect(await own.eli.says('/handoff')).toContain('role lead')
})

test('nobody hands over to themselves', async () => {
  const world = await startWorld()
  await world.ana.says('/handoff @ana')
  expect(await world.ana.submits({})).toContain('Hand over to somebody else')
  expect(world.ana.posts('shift-handoff')).toEqual([])
})
