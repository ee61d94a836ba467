import { expect, test } from 'vitest'
import { textOf } from '../support/text-of.ts'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

/** A flush by a pod's shell whose end nobody saw: the connection was cut, and no mark is there. */
async function unknown() {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix restart nqba-worker', { in: room })
  const change = 'PATCH *nqba-worker'
  world.practice.faults.cluster.order({ call: change, fault: { kind: 'drop-after' }, times: 1 })
  // What could tell is out of reach for as long as anybody looks.
  await world.chen.presses('Approve', { in: room })
  return { world, room }
}

test('what nobody saw the end of is found by looking', async () => {
  const { world } = await unknown()
  await world.until(() => world.happened('remediation-verified'))
  expect((await world.story()).filter((type) => type === 'remediation-started')).toHaveLength(1)
})

test('what cannot be told is unknown, said loudly, and settled by a person who has looked', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  const change = 'PATCH *nqba-worker'
  const { cluster } = world.practice.faults
  cluster.order({ call: change, fault: { kind: 'drop-after' }, times: 1 })
  cluster.watch(({ call, when }) => {
    // From the moment of the change on nobody can look.
    if (when === 'after' && call.startsWith('PATCH') && !call.includes('dryRun'))
      cluster.order({ call: 'GET *', fault: { kind: 'drop' } })
  })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-unknown'))
  cluster.clear()
  await world.settle()
  expect(world.eli.sees(room)).toContain('OUTCOME UNKNOWN')
  // A new message calls them: one that is only redrawn rings no phone.
  const called = world.eli.posts(room).at(-1)
  expect(textOf(called ?? {})).toContain('Nobody knows whether this was made: Scale nqba-worker')
  expect(textOf(called ?? {})).toContain(`<@${world.eli.id}>, <@${world.ana.id}>: look at`)
  expect(world.eli.sees(room)).toContain('kubectl -n nqba-platform get deployment nqba-worker -o yaml')
  expect(await world.ana.says('/incident resolve', { in: room })).not.toBe('')
  expect((await world.incident()).status).not.toBe('resolved')

  await world.eli.presses('It was made', { in: room })
  await world.eli.submits({ says: 'kubectl shows six' })
  await world.until(() => world.happened('remediation-verified'))
  expect((await world.incident()).remediations[0]).toMatchObject({
    state: 'verified',
    standing: { state: 'standing' },
    settled: { by: world.eli.id, as: 'applied', says: 'kubectl shows six' },
  })
  await world.ana.says('/incident resolve', { in: room })
  await world.ana.submits(settling(await world.incident(), 'permanent'))
  await world.until(() => world.happened('postmortem-written'))
  expect(await world.muster.core.pages.read('postmortems/INC-1.md')).toMatch(
    /Nobody saw how it ended.\*\* Eli Marchetti looked at .* and said that it was made: kubectl shows six/,
  )
  const types = await world.story()
  expect(types.filter((type) => type === 'remediation-started')).toHaveLength(1)
})
