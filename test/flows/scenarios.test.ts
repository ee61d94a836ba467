import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

/** Bob asks, Chen approves, and it comes to an end. */
async function fixes(world: World, room: string, words: string, by: Person = world.bob) {
  const before = (await world.story()).filter((type) => /^remediation-(verified|failed)/.test(type)).length
  const said = await by.says(`/incident fix ${words}`, { in: room })
  if (said) throw new Error(said)
  await world.chen.presses('Approve', { in: room })
  await world.until(
    async () =>
      (await world.story()).filter((type) => /^remediation-(verified|failed)/.test(type)).length > before,
    { ms: 20 * 60_000, step: 5_000 },
  )
  return (await world.incident()).remediations.at(-1)
}

const checks = async (world: World) => {
  const { checks, instruments, library } = world.muster.core
  const service = library.service('nqba')
  if (!service) throw new Error('There is no nqba')
  return async (name: string, input: Record<string, unknown>) => {
    let passed: boolean | undefined
    void checks
      .find((one) => one.name === name)
      ?.run(
        input,
        { ...instruments, now: () => world.muster.core.clock.now() },
        { service, signal: AbortSignal.timeout(5000) },
      )
      .then((found) => {
        passed = found.passed
      })
    await world.until(() => passed !== undefined)
    return passed
  }
}

const apiHealthy = { url: 'https://api.nqba.flyfox.ai/health', expect: { status: 200 } }

test('a bad deploy is healed by the rollback and not by more pods', async () => {
  const world = await startWorld({ scenario: 'bad-deploy' })
  const check = await checks(world)
  const room = await world.declares('p1 nqba API pods crash-loop')
  await world.pass(20_000)
  expect(await check('pods', { selector: 'component=api' })).toBe(false)

  const scaled = await fixes(world, room, 'scale nqba-api replicas=8')
  expect(scaled?.state).toBe('failed')
  expect(world.ana.sees(room)).toContain('Nothing is tried again by itself')
  expect(await check('pods', { selector: 'component=api' })).toBe(false)

  const rolledBack = await fixes(world, room, 'rollback nqba-api')
  expect(rolledBack?.state).toBe('verified')
  expect(await check('pods', { selector: 'component=api' })).toBe(true)
})

test('a traffic spike is healed by more pods and not by a rollback', async () => {
  const world = await startWorld({ scenario: 'traffic-spike' })
  const check = await checks(world)
  const room = await world.declares('p1 nqba API is slow')
  expect(await check('http', apiHealthy)).toBe(false)

  await fixes(world, room, 'rollback nqba-api')
  expect(await check('http', apiHealthy)).toBe(false)

  const scaled = await fixes(world, room, 'scale nqba-api replicas=10')
  expect(scaled?.state).toBe('verified')
  await world.pass(10_000)
  expect(await check('http', apiHealthy)).toBe(true)
})

test('a stale cache is healed by flushing it', async () => {
  const world = await startWorld({ scenario: 'stale-cache' })
  const room = await world.declares('p1 nqba Answers are of yesterday')
  const flushed = await fixes(world, room, 'flush-cache results')
  expect(flushed?.state).toBe('verified')
})

test('a change that takes effect but does not help in time ends as failed, with what was seen', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => world.ana.finds(room, 'Route jobs to the classical'))
  await world.bob.presses('phase.next', { in: room })
  await world.bob.presses('phase.next', { in: room })
  await world.bob.presses('phase.next', { in: room })
  await world.until(() => world.bob.finds(room, 'Send jobs to Dynex again'))
  await world.bob.presses('step.fix', { in: room, on: 'Send jobs to Dynex again' })
  await world.chen.presses('Approve', { in: room })

  await world.until(() => world.happened('remediation-applied'))
  await world.until(() => world.happened('remediation-failed'), { ms: 7 * 60_000, step: 2_000 })

  const one = (await world.incident()).remediations[0]
  expect(one?.outcome).toContain('not verified in time')
  expect(world.ana.sees(room)).toContain('not verified in time')
  expect(world.ana.maySee('Plan again', { in: room })).toBe(true)
  const step = (await world.incident()).runs[0]?.steps['3.1']
  expect(step?.status).toBe('failed')
})

test('while the cluster cannot be reached, checks say so and plans are refused', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  world.practice.faults.cluster.order({ call: '*', fault: { kind: 'drop' } })

  expect(await world.bob.says('/incident fix scale nqba-worker replicas=6', { in: room })).toContain(
    'The plan could not be made, so nothing changes',
  )
  await world.bob.says('/incident run dynex-outage', { in: room })
  await world.bob.presses('phase.next', { in: room })
  await world.until(() => world.happened('check-finished'))
  await world.until(() => world.bob.finds(room, 'Could not look'))
  expect((await world.incident()).remediations).toEqual([])

  world.practice.faults.cluster.clear()
  await world.bob.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect((await world.incident()).remediations).toHaveLength(1)
})

test('a change whose answer never came is looked for, and made once', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.bob.says('/incident fix scale nqba-worker replicas=6', { in: room })
  const change = 'PATCH *nqba-worker'
  world.practice.faults.cluster.order({ call: change, fault: { kind: 'drop-after' }, times: 1 })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))

  expect((await world.story()).filter((type) => type === 'remediation-started')).toHaveLength(1)
  expect(world.practice.faults.cluster.count(change)).toBe(1)
})

test('a change that the cluster refuses for a moment is tried again', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.bob.says('/incident fix scale nqba-worker replicas=6', { in: room })
  world.practice.faults.cluster.order({
    call: 'P* *nqba-worker*',
    fault: { kind: 'status', status: 503 },
    times: 1,
  })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})
