import { describe, expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { answers, does, goesOnTo, holds, notPassed, notPlanned, opens, types } from './support/respond.ts'
import { checksOf, neverReached, remediationsOf, stepsOf, verificationsOf } from './support/walk-playbook.ts'

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of NQBA is gone through along every branch', async () => {
    const world = await startWorld()
    const all = world.muster.core.library.playbooks('nqba')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(2)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(1)
    expect(all).toHaveLength(17)
    expect(all.flatMap(neverReached)).toEqual([])

    // Rates over two minutes need two minutes.
    await world.declares('p3 nqba Rehearsal')
    await world.pass(180_000, 15_000)
    const steps = all.flatMap(stepsOf)
    const said = {
      to: 2,
      replicas: 8,
      'set.API_CALLS_PER_MINUTE': '600',
      'set.LOGIN_ATTEMPTS_PER_MINUTE': '20',
    }
    const failed = await notPassed(world, [...checksOf(steps, said), ...verificationsOf(steps)])
    // The fallback is off, and nothing limits calls, so that nothing says "all" either.
    expect(failed.toSorted()).toEqual([
      expect.stringContaining('Are the fallback settings what we think?'),
      expect.stringContaining('Do jobs go through on the fallback?'),
      expect.stringContaining('Do the new quotas hold?'),
      expect.stringContaining('Verify: Route jobs to the classical solvers'),
    ])
    expect(await notPlanned(world, remediationsOf(steps, said))).toEqual([
      expect.stringContaining('No pod of nqba-worker is broken'),
    ])
  })
})

const health = 'https://api.nqba.flyfox.ai/health'
const isWell = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'ok' } } })

const isBelow = (world: World, query: string, below: number) => holds(world, 'prometheus', { query, below })

describe('in practice', () => {
  test('a bad deploy is healed by the P0 response, and not by emptying the cache', async () => {
    const world = await startWorld({ scenario: 'bad-deploy' })
    const room = await opens(world, 'p0 nqba Nobody gets in', 'p0-response')
    await world.until(async () => !(await isWell(world)), { ms: 60_000, step: 2_000 })
    expect(await types(world, room, 'flush-cache results')).toBe('verified')
    expect(await isWell(world)).toBe(false)

    await answers(world, room, 'Take back a fresh release')
    expect(await does(world, room, 'Roll nqba-api back')).toBe('verified')
    expect(await isWell(world)).toBe(true)
  })

  test('a spike is healed by more workers, and not by a restart', async () => {
    const world = await startWorld({ scenario: 'traffic-spike' })
    const room = await opens(world, 'p2 nqba Work piles up', 'delayed-jobs')
    expect(await types(world, room, 'restart nqba-worker')).toBe('verified')
    expect(await isBelow(world, 'qih_queue_depth', 100)).toBe(false)
    expect(await does(world, room, 'Run ten workers')).toBe('verified')
    expect(await isBelow(world, 'qih_queue_depth', 100)).toBe(true)
  })

  test('pins go through again after a restart of IPFS, and not with another provider', async () => {
    const world = await startWorld({ scenario: 'lost-peers' })
    const room = await opens(world, 'p2 nqba IPFS pin trouble', 'ipfs-pin-failures')
    expect(await does(world, room, 'Pin with the second provider')).toBe('verified')
    expect(await isBelow(world, 'ipfs_pin_failure_rate', 0.1)).toBe(false)

    await goesOnTo(world, room, 'ipfs-pin-failures', 2)
    await answers(world, room, 'The network')
    expect(await does(world, room, 'Restart IPFS')).toBe('verified')
    expect(await isBelow(world, 'ltc_verification_failures', 1)).toBe(true)
  })

  test('old solutions are gone once their cache is empty, and not after a restart of the API', async () => {
    const world = await startWorld({ scenario: 'stale-cache' })
    const room = await opens(world, 'p2 nqba Odd solutions', 'quantum-job-failures', 2)
    expect(await types(world, room, 'restart nqba-api')).toBe('verified')
    expect(await isWell(world)).toBe(false)

    await answers(world, room, 'Old solutions, cached')
    expect(await does(world, room, 'Empty the cache of solutions')).toBe('verified')
    expect(await isWell(world)).toBe(true)
  })

  test('a break-in freezes what holds evidence until security lets it go', async () => {
    const world = await startWorld()
    const room = await opens(world, 'p0 nqba Strangers have our key', 'break-in', 1)
    await answers(world, room, 'By a release of ours')
    await world.until(() => world.bob.maySee('step.fix', { in: room, on: 'newest nqba-api release' }))
    await world.bob.presses('step.fix', { in: room, on: 'newest nqba-api release' })
    expect(world.bob.hears() + world.bob.sees(room)).toContain('Evidence of the break-in is kept as it is')
    expect(await world.bob.says('/incident unlock nqba-api', { in: room })).toContain('security')
    expect(await world.dora.says('/incident unlock nqba-api', { in: room })).not.toContain('role')
    expect(await types(world, room, 'rollback nqba-api', [world.chen])).toBe('verified')
  })
})
