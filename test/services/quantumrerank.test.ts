import { describe, expect, test } from 'vitest'
import { matchPlaybooks } from '../../src/domain/match-playbook.ts'
import { quantumrerank } from '../../src/practice/services/quantumrerank/index.ts'
import { startWorld, type World } from '../support/world.ts'
import {
  answers,
  does,
  goesOnTo,
  holds,
  look,
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

const says = async (world: World, command: string, given: object = {}) =>
  (await look(world, 'command', { command, ...given })).summary

const somePod = (world: World): string => {
  const pods = world.practice.cluster.world.store.list('pods', 'quantum-rerank')
  return pods.find(({ metadata }) => metadata.labels?.app === 'quantum-rerank')?.metadata.name ?? ''
}

/** What is declared, the playbook that comes first then, and alerts. */
const situations: ['p0' | 'p1' | 'p2', string, string, ...string[]][] = [
  ['p0', 'Service unavailable', 'service-unavailable'],
  ['p0', 'Alert', 'service-unavailable', 'QuantumRerankServiceDown'],
  ['p0', 'No pods are left', 'all-pods-down'],
  ['p0', 'A third of requests fails', 'high-error-rate'],
  ['p1', 'Alert', 'high-error-rate', 'QuantumRerankHighErrorRate'],
  ['p0', 'Answers take more than a second', 'performance-degradation', 'QuantumRerankHighLatency'],
  ['p1', 'Response times are high', 'high-response-times'],
  ['p1', 'Nobody reaches it from outside', 'not-accessible'],
  ['p2', 'Memory grows', 'memory'],
  ['p0', 'Alert', 'memory', 'QuantumRerankHighMemoryUsage'],
  ['p1', 'Pod in CrashLoopBackOff', 'pod-crash-loop'],
  ['p2', 'A pod is pending', 'pod-pending'],
  ['p0', 'Somebody broke in', 'security-breach'],
  ['p0', 'Data is missing', 'data-loss'],
  ['p0', 'The data center is out', 'data-center-outage'],
  ['p1', 'Load grows', 'scale-up', 'QuantumRerankHPAMaxReplicas'],
  ['p2', 'A setting is wrong', 'configuration-change'],
]

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of QuantumRerank can be gone through to its end', async () => {
    const world = await practised()
    const all = world.muster.core.library.playbooks('quantumrerank')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(10)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(4)
    expect(all).toHaveLength(32)
    expect(all.flatMap(neverReached)).toEqual([])

    const offered = situations.map(([severity, title, , ...alerts]) => {
      const { ranked } = matchPlaybooks({ service: 'quantumrerank', severity, title, alerts }, all)
      return `${title}: ${ranked[0]?.playbook.id}`
    })
    expect(offered).toEqual(situations.map(([, title, id]) => `${title}: quantumrerank/${id}`))

    const steps = all.flatMap(stepsOf)
    const named = steps.flatMap(({ details = '' }) =>
      [...details.matchAll(/(?:\/incident run|Plan) ([a-z/-]+[a-z])(?= |$|\.)/gm)].map(
        ([, id]) => `quantumrerank/${id}`,
      ),
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((id) => !all.some(({ playbook }) => playbook.id === id))).toEqual([])

    const room = await world.declares('p3 quantumrerank Rehearsal')
    expect(await types(world, room, 'run-command keep-config day=20261117', [])).toBe('verified')
    const said = {
      pod: somePod(world),
      to: 2,
      replicas: 4,
      'limits.cpu': '3',
      'limits.memory': '3Gi',
      setting: 'LOG_LEVEL',
      former: 'INFO',
      wanted: 'DEBUG',
      day: '20261117',
      incident: 'inc-1',
    }
    const failed = await notPassed(world, [...checksOf(steps, said), ...verificationsOf(steps)])
    // No pod has been started again, no new secret is stored, and eight pods are there only after scaling up.
    expect(failed.toSorted()).toEqual([
      expect.stringMatching(/^Is there the new secret\? /),
      expect.stringMatching(/^Verify: Run eight pods 3 of 3 pods ready; 8 are needed$/),
      expect.stringMatching(/^What did the pod say before it crashed\? .*previous terminated container/),
    ])

    expect(await notPlanned(world, remediationsOf(steps, said))).toEqual([
      expect.stringMatching(/: quantum-rerank already has 3 replicas$/),
      expect.stringContaining(': No pod of quantum-rerank is broken: name one'),
      expect.stringMatching(/: quantum-rerank-hpa already keeps 3 to 10 replicas$/),
    ])

    const { world: cluster } = world.practice.cluster
    const unknown = serviceOf(world).commands.flatMap(({ name, run, preview }) =>
      [run, ...(preview ? [preview] : [])].flatMap(([program = '', ...args]) => {
        if (args.some((one) => /\{[a-z]+\}/.test(one))) return []
        const ended = quantumrerank.commands[program]?.(args, cluster)
        return ended?.code === 0 ? [] : [`${name}: ${ended?.stderr ?? 'no program'}`]
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
    // Since somebody has restarted, the revision before is the bad release too: the second step asks for another.
    expect(await does(world, room, 'Or take it back further', [world.chen], { to: '3' })).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('high load is healed by more pods, and not by an empty cache', async () => {
    const world = await practised('quantumrerank-high-load')
    await isHurt(world)
    expect(await says(world, 'performance-validation')).toContain('with exit code 1')
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

  test('a lost route is found behind the service, and healed by applying all anew, not by a restart', async () => {
    const world = await practised('quantumrerank-lost-route')
    await isHurt(world)
    const room = await opens(world, 'p1 quantumrerank Nobody reaches it', 'not-accessible', 1)
    // The way ends between what answers and what does not.
    expect(await holds(world, 'command', { command: 'health-inside' })).toBe(true)
    const route = { command: 'list-endpoints', match: '^quantum-rerank-service +\\d' }
    expect(await holds(world, 'command', route)).toBe(false)
    expect(world.ana.sees(room)).toContain('Are there pods behind the service?')

    expect(await types(world, room, 'restart quantum-rerank')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'At the service or the ingress')
    expect(await does(world, room, 'Apply everything anew')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('a setting is changed by a form and put back from the copy, which is kept without approval', async () => {
    const world = await practised()
    const room = await opens(world, 'p2 quantumrerank A setting is wrong', 'configuration-change')
    expect(await does(world, room, 'Keep a copy of all settings', [], { day: '20261117' })).toBe('verified')
    await goesOnTo(world, room, 'configuration-change', 1)
    await answers(world, room, 'One setting')

    const guess = { setting: 'LOG_LEVEL', former: 'DEBUG', wanted: 'INFO' }
    const refused = does(world, room, 'Change the setting', [world.chen], guess)
    await expect(refused).rejects.toThrow('rejected our request')
    const known = { setting: 'LOG_LEVEL', former: 'INFO', wanted: 'DEBUG' }
    expect(await does(world, room, 'Change the setting', [world.chen], known)).toBe('verified')
    expect(await says(world, 'compare-config')).toContain('LOG_LEVEL: INFO')

    await goesOnTo(world, room, 'configuration-change', 2)
    await world.until(() => world.ana.maySee('No, take it back', { in: room }))
    await world.ana.presses('No, take it back', { in: room })
    expect(await does(world, room, 'Apply the copy', [world.chen], { day: '20261117' })).toBe('verified')
    expect(await holds(world, 'command', { command: 'compare-config' })).toBe(true)
  })

  test('lost data stops writes until it is restored', async () => {
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
  })

  test('a breach stops all changes of what holds its traces, but not keeping them', async () => {
    const world = await practised()
    const room = await opens(world, 'p0 quantumrerank Somebody got in', 'security-breach')
    for (const words of ['restart quantum-rerank', 'rollback quantum-rerank', 'run-command redeploy'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: room })).toContain('Evidence of the breach')
    // Evidence is kept all the same, at once.
    const kept = await does(world, room, 'Keep logs and the state of all pods', [], { incident: 'inc-1' })
    expect(kept).toBe('verified')
  })
})
