import { describe, expect, test } from 'vitest'
import { quantumrerank } from '../../src/practice/services/quantumrerank/index.ts'
import { startWorld, type World } from '../support/world.ts'
import {
  answers,
  does,
  goesOnTo,
  holds,
  notPassed,
  notPlanned,
  opens,
  serviceOf,
  types,
} from './support/respond.ts'
import { checksOf, neverReached, remediationsOf, stepsOf, verificationsOf } from './support/walk-playbook.ts'

const practised = (scenario?: string) =>
  startWorld({ services: ['quantumrerank'], ...(scenario && { scenario }) })

const health = 'https://api.quantumrerank.com/health/detailed'
const isHealthy = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'healthy' } } })

const isHurt = (world: World) =>
  world.until(async () => !(await isHealthy(world)), { ms: 60_000, step: 2_000 })

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of QuantumRerank can be gone through to its end', async () => {
    const world = await practised()
    const all = world.muster.core.library.playbooks('quantumrerank')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(10)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(4)
    expect(all).toHaveLength(32)
    expect(all.flatMap(neverReached)).toEqual([])

    const steps = all.flatMap(stepsOf)
    const named = steps.flatMap(({ details = '' }) =>
      [...details.matchAll(/(?:\/incident run|Plan) ([a-z/-]+[a-z])/g)].map(
        ([, id]) => `quantumrerank/${id}`,
      ),
    )
    expect(named.length).toBeGreaterThan(6)
    expect(named.filter((id) => !all.some(({ playbook }) => playbook.id === id))).toEqual([])

    const failed = await notPassed(world, [...checksOf(steps), ...verificationsOf(steps)])
    // Eight pods are there only after scaling up.
    expect(failed).toEqual([expect.stringMatching(/ 3 of 3 pods ready; 8 are needed$/)])

    await world.declares('p3 quantumrerank Rehearsal')
    expect(await notPlanned(world, remediationsOf(steps))).toEqual([
      expect.stringMatching(/: quantum-rerank already has 3 replicas$/),
      expect.stringContaining(': No pod of quantum-rerank is broken: name one'),
      expect.stringMatching(/: quantum-rerank-hpa already keeps 3 to 10 replicas$/),
    ])

    const { world: cluster } = world.practice.cluster
    const unknown = serviceOf(world).commands.flatMap(({ name, run, preview }) =>
      [run, ...(preview ? [preview] : [])].flatMap(([program = '', ...args]) => {
        const ended = quantumrerank.commands[program]?.(args, cluster)
        return ended?.code === 0 && ended.stdout?.length ? [] : [`${name}: ${ended?.stderr ?? 'no program'}`]
      }),
    )
    expect(unknown, 'every declared command is one that the programs know').toEqual([])
  })
})

describe('in practice', () => {
  test('a bad release is healed by taking it back, and not by a restart', async () => {
    const world = await practised('quantumrerank-bad-release')
    await isHurt(world)
    const room = await opens(world, 'p1 quantumrerank Requests fail', 'high-error-rate', 1)

    expect(await types(world, room, 'restart quantum-rerank')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'The newest release')
    // Where somebody has restarted, the revision before is the bad release too.
    expect(await types(world, room, 'rollback quantum-rerank revision=3')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('high load is healed by more pods, and not by an empty cache', async () => {
    const world = await practised('quantumrerank-high-load')
    await isHurt(world)
    const room = await opens(world, 'p1 quantumrerank Answers are slow', 'performance-degradation', 1)

    expect(await types(world, room, 'flush-cache results')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'More load than pods')
    expect(await does(world, room, 'Run five pods')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('a memory leak is healed by fresh pods, and not by more of them', async () => {
    const world = await practised('quantumrerank-memory-leak')
    await isHurt(world)
    const room = await opens(world, 'p2 quantumrerank Memory grows', 'memory', 1)

    expect(await types(world, room, 'scale quantum-rerank 6')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'A fresh start')
    expect(await does(world, room, 'Replace every pod, one by one')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('lost data stops writes until it is restored, and a breach all changes of what holds its traces', async () => {
    const world = await practised()
    const room = await opens(world, 'p0 quantumrerank Data is gone', 'data-loss')
    expect(await world.bob.says('/incident fix flush-cache results', { in: room })).toContain(
      'is kept as it is',
    )
    expect(await does(world, room, 'Stop the API, so that nothing is written')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)
    await goesOnTo(world, room, 'data-loss', 2)
    expect(await does(world, room, 'Run three pods')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)

    const other = await world.declares('p0 quantumrerank Somebody got in')
    await world.ana.says('/incident run security-breach', { in: other })
    for (const words of ['restart quantum-rerank', 'rollback quantum-rerank', 'run-command apply-config'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: other })).toContain(
        'Evidence of the breach',
      )
  })
})
