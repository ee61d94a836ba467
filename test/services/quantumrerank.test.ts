import { describe, expect, test } from 'vitest'
import { plan } from '../../src/app/planning.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { type PinnedPlaybook, phaseSteps, type Step } from '../../src/domain/playbook.ts'
import type { Result } from '../../src/domain/result.ts'
import { phaseSettled, runSteps } from '../../src/domain/run.ts'
import * as walk from '../../src/domain/walk.ts'
import { quantumrerank } from '../../src/practice/services/quantumrerank/index.ts'
import type { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

const practised = (scenario?: string) =>
  startWorld({ services: ['quantumrerank'], ...(scenario && { scenario }) })

function serviceOf(world: World) {
  const service = world.muster.core.library.service('quantumrerank')
  if (!service) throw new Error('There is no quantumrerank')
  return service
}

/** Runs a check now, as a step of a playbook has it run. */
function look(world: World, name: string, input: JsonObject) {
  const { checks, instruments, clock } = world.muster.core
  const check = checks.find((one) => one.name === name)
  if (!check) throw new Error(`There is no check ${name}`)
  const surroundings = { service: serviceOf(world), signal: AbortSignal.timeout(10_000) }
  return check.run(input, { ...instruments, now: () => clock.now() }, surroundings)
}

const stepsOf = ({ playbook }: PinnedPlaybook): Step[] =>
  playbook.phases.flatMap((phase, n) => [
    ...phaseSteps(phase, n).map(({ step }) => step),
    ...phase.branches.flatMap(({ steps }) => steps),
  ])

/** What several playbooks do alike is tried once. */
const distinct = <T>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
]

/** Walks a playbook by the record's own rules, giving the same answer wherever there is a choice. */
function walkToEnd(pinned: PinnedPlaybook, answer: number): string[] {
  const { playbook } = pinned
  const fold = (state: Incident | undefined, event: IncidentEvent) =>
    evolve(state, { stream: '', seq: 1, at: '2026-11-17T02:10:00Z', actor: 'U', event })
  let incident = fold(undefined, { type: 'declared', number: 1, title: 'x', severity: 'p1', commander: 'U' })
  const must = (decided: Result<readonly IncidentEvent[]>) => {
    if (!decided.ok) throw new Error(`${playbook.id}: ${decided.refusal.says}`)
    incident = walk
      .movingOn(incident, 'r1', playbook, decided.value)
      .reduce<Incident>((state, event) => fold(state, event), incident)
  }
  const run = () => {
    const [found] = incident.runs
    if (!found) throw new Error(`${playbook.id} does not run`)
    return found
  }
  const walked: string[] = []
  must(walk.startRun(incident, pinned))
  for (const [n, phase] of playbook.phases.entries()) {
    if (phase.branches.length > 0)
      must(walk.chooseBranch(run(), playbook, n, Math.min(answer, phase.branches.length - 1)))
    for (const { id, step } of runSteps(run(), playbook, n)) {
      walked.push(step.title)
      if (step.kind === 'ask')
        must(walk.answerStep(run(), playbook, id, Math.min(answer, step.options.length - 1)))
      else must(walk.completeStep(run(), playbook, id))
    }
    expect(phaseSettled(run(), playbook, n), `${playbook.id}: “${phase.name}” is settled`).toBe(true)
  }
  expect(run().endedAt, `${playbook.id} ends`).toBeDefined()
  return walked
}

const waysThrough = (pinned: PinnedPlaybook): number =>
  Math.max(
    1,
    ...pinned.playbook.phases.map(({ branches }) => branches.length),
    ...stepsOf(pinned).map((step) => (step.kind === 'ask' ? step.options.length : 1)),
  )

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of QuantumRerank can be gone through to its end', async () => {
    const world = await practised()
    const { core } = world.muster
    const all = core.library.playbooks('quantumrerank')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(10)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(4)
    expect(all).toHaveLength(32)
    for (const pinned of all) {
      const walked = new Set(
        Array.from({ length: waysThrough(pinned) }, (_, n) => walkToEnd(pinned, n)).flat(),
      )
      expect(
        stepsOf(pinned).filter(({ title }) => !walked.has(title)),
        pinned.playbook.id,
      ).toEqual([])
    }

    const steps = all.flatMap(stepsOf)
    const named = steps.flatMap(({ details = '' }) =>
      [...details.matchAll(/(?:\/incident run|Plan) ([a-z/-]+[a-z])/g)].map(
        ([, id]) => `quantumrerank/${id}`,
      ),
    )
    expect(named.length).toBeGreaterThan(6)
    expect(named.filter((id) => !all.some(({ playbook }) => playbook.id === id))).toEqual([])

    const looks = steps.flatMap((step) => {
      if (step.kind === 'check') return [{ check: step.check, with: step.with }]
      return step.kind === 'fix' && step.verify ? [{ check: step.verify.check, with: step.verify.with }] : []
    })
    const failed: string[] = []
    for (const one of distinct(looks)) {
      const found = await look(world, one.check, one.with)
      if (!found.passed) failed.push(`${JSON.stringify(one.with)}: ${found.summary}`)
    }
    // Eight pods are there only after scaling up.
    expect(failed.map((one) => one.replace(/^.*: /, ''))).toEqual(['3 of 3 pods ready; 8 are needed'])

    await world.declares('p3 quantumrerank Rehearsal')
    const incident = await world.incident()
    const refused: string[] = []
    const fixes = steps.flatMap((step) =>
      step.kind === 'fix' ? [{ name: step.remediation, input: step.with }] : [],
    )
    for (const one of distinct(fixes)) {
      const planned = await plan(core, incident, one)
      if (!planned.ok) refused.push(`${JSON.stringify(one.input)}: ${planned.refusal.says}`)
    }
    expect(refused.map((one) => one.replace(/^.*}: |, as in .*$/g, ''))).toEqual([
      'quantum-rerank already has 3 replicas',
      'No pod of quantum-rerank is broken: name one',
      'quantum-rerank-hpa already keeps 3 to 10 replicas',
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

/** The end of the newest remediation. */
const over = (world: World) =>
  world.until(
    async () => {
      const newest = (await world.incident()).remediations.at(-1)
      return newest && ['verified', 'failed', 'unknown'].includes(newest.state) && newest.state
    },
    { ms: 10 * 60_000, step: 2_000 },
  )

/** Bob asks for a step's remediation, those who have to approve do, and it comes to an end. */
async function does(world: World, room: string, step: string, approving: readonly Person[] = [world.chen]) {
  const before = (await world.incident()).remediations.length
  await world.until(() => world.bob.maySee('step.fix', { in: room, on: step }))
  const said = await world.bob.presses('step.fix', { in: room, on: step })
  if ((await world.incident()).remediations.length === before) throw new Error(said)
  for (const one of approving) await one.presses('Approve', { in: room })
  return over(world)
}

async function types(world: World, room: string, words: string) {
  const said = await world.bob.says(`/incident fix ${words}`, { in: room })
  if (said) throw new Error(said)
  await world.chen.presses('Approve', { in: room })
  return over(world)
}

/** Declares and opens a playbook at one of its phases. */
async function opens(world: World, declared: string, playbook: string, phase: number): Promise<string> {
  const room = await world.declares(declared)
  const isRunning = () =>
    world.incident().then(({ runs }) => runs.find((one) => one.playbook === `quantumrerank/${playbook}`))
  if (!(await isRunning())) await world.ana.says(`/incident run ${playbook}`, { in: room })
  // A phase of checks alone passes by itself.
  await world.pass(5_000)
  while (((await isRunning())?.phase ?? 0) < phase) {
    await world.ana.presses('Next phase', { in: room })
    await world.settle()
  }
  return room
}

const isHealthy = async (world: World) =>
  (
    await look(world, 'http', {
      url: 'https://api.quantumrerank.com/health/detailed',
      expect: { status: 200, json: { status: 'healthy' } },
    })
  ).passed

const isHurt = (world: World) =>
  world.until(async () => !(await isHealthy(world)), { ms: 60_000, step: 2_000 })

describe('in practice', () => {
  test('a bad release is healed by taking it back, and not by a restart', async () => {
    const world = await practised('quantumrerank-bad-release')
    await isHurt(world)
    const room = await opens(world, 'p1 quantumrerank Requests fail', 'high-error-rate', 1)

    expect(await types(world, room, 'restart quantum-rerank')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await world.ana.presses('The newest release', { in: room })
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

    await world.ana.presses('More load than pods', { in: room })
    expect(await does(world, room, 'Run five pods')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('a memory leak is healed by fresh pods, and not by more of them', async () => {
    const world = await practised('quantumrerank-memory-leak')
    await isHurt(world)
    const room = await opens(world, 'p2 quantumrerank Memory grows', 'memory', 1)

    expect(await types(world, room, 'scale quantum-rerank 6')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await world.ana.presses('A fresh start', { in: room })
    expect(await does(world, room, 'Replace every pod, one by one')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('lost data stops writes until it is restored, and a breach all changes of what holds its traces', async () => {
    const world = await practised()
    const room = await opens(world, 'p0 quantumrerank Data is gone', 'data-loss', 0)
    expect(await world.bob.says('/incident fix flush-cache results', { in: room })).toContain(
      'is kept as it is',
    )
    expect(await does(world, room, 'Stop the API, so that nothing is written')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)
    for (let n = 0; n < 2; n += 1) await world.ana.presses('Next phase', { in: room })
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
