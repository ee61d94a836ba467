import { describe, expect, test } from 'vitest'
import { plan } from '../../src/app/planning.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { fill } from '../../src/domain/placeholders.ts'
import { type PinnedPlaybook, phaseSteps, type Step } from '../../src/domain/playbook.ts'
import { readRemediationWords } from '../../src/domain/remediation-words.ts'
import type { Result } from '../../src/domain/result.ts'
import { phaseSettled, runSteps } from '../../src/domain/run.ts'
import type { Command } from '../../src/domain/service.ts'
import * as walk from '../../src/domain/walk.ts'
import { qflow } from '../../src/practice/services/qflow/index.ts'
import { detailWords } from '../../src/slack/usage.ts'
import type { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

const health = 'http://qflow-service.qflow.svc.cluster.local/health'
const isWell = { url: health, expect: { status: 200, json: { status: 'healthy' } } }

/** Qflow alone in practice. */
const startQflow = (scenario?: string) => startWorld({ services: ['qflow'], ...(scenario && { scenario }) })

function serviceOf(world: World) {
  const service = world.muster.core.library.service('qflow')
  if (!service) throw new Error('There is no qflow')
  return service
}

/** Runs a check now, as a step of a playbook has it run. */
function look(world: World, name: string, input: unknown) {
  const { checks, instruments, clock } = world.muster.core
  const check = checks.find((one) => one.name === name)
  if (!check) throw new Error(`There is no check ${name}`)
  const surroundings = { service: serviceOf(world), signal: AbortSignal.timeout(10_000) }
  return check.run(input, { ...instruments, now: () => clock.now() }, surroundings)
}

const isHealthy = async (world: World) => (await look(world, 'http', isWell)).passed

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
    expect(run().phase, `${playbook.id} comes to “${phase.name}”`).toBe(n)
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

const answersOf = ({ playbook }: PinnedPlaybook): number =>
  Math.max(
    1,
    ...playbook.phases.map(({ branches }) => branches.length),
    ...stepsOf({ digest: '', playbook }).map((step) => (step.kind === 'ask' ? step.options.length : 1)),
  )

/** A value that a parameter takes. */
function sample({ parameters }: Command): JsonObject {
  const texts: Record<string, string> = { to: 'incident-20261117', email: 'ana@lanternworks.example' }
  return Object.fromEntries(
    Object.entries(parameters).map(([name, one]) => {
      if (one.kind === 'choice') return [name, one.options[0] ?? '']
      return [name, one.kind === 'number' ? one.min : (texts[name] ?? 'sample')]
    }),
  )
}

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of Qflow can be gone through to its end', async () => {
    const world = await startQflow()
    const { core } = world.muster
    const all = core.library.playbooks('qflow')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(4)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(6)
    for (const pinned of all) {
      const walked = new Set(Array.from({ length: answersOf(pinned) }, (_, n) => walkToEnd(pinned, n)).flat())
      expect(
        [...new Set(stepsOf(pinned).map(({ title }) => title))].filter((one) => !walked.has(one)),
      ).toEqual([])
    }

    const steps = all.flatMap(stepsOf)
    const checks = distinct(
      steps.flatMap((step) => (step.kind === 'check' ? [{ check: step.check, with: step.with }] : [])),
    )
    const failed: string[] = []
    for (const one of checks) {
      const found = await look(world, one.check, one.with)
      if (!found.passed) failed.push(found.summary)
    }
    // Executions run: they stand still only while damaged data is mended.
    expect(failed).toEqual(['0 is not equal to 1'])

    const verified = distinct(
      steps.flatMap((step) => (step.kind === 'fix' && step.verify ? [step.verify] : [])),
    )
    for (const one of verified) {
      const { passed, summary } = await look(world, one.check, one.with)
      expect(passed, summary).toBe(!('minReady' in one.with))
    }

    await world.declares('p3 qflow Rehearsal')
    const incident = await world.incident()
    const refused: string[] = []
    const fixes = distinct(
      steps.flatMap((step) => (step.kind === 'fix' ? [{ name: step.remediation, input: step.with }] : [])),
    )
    for (const one of [...fixes, ...typedIn(world, steps)]) {
      const planned = await plan(core, incident, one)
      if (!planned.ok) refused.push(`${JSON.stringify(one)}: ${planned.refusal.says}`)
    }
    expect(refused).toEqual([expect.stringContaining('qflow already has 3 replicas')])
  })

  test('every declared command is one that the programs know, and a restore waits until nothing is written', async () => {
    const world = await startQflow()
    const { world: cluster } = world.practice.cluster
    const ends = (command: Command) => {
      const values = Object.fromEntries(
        Object.entries(sample(command)).map(([key, one]) => [key, String(one)]),
      )
      const [program = '', ...args] = command.run.map((text) => fill(text, values))
      return qflow.commands[program]?.(args, cluster) ?? { code: 127 }
    }
    const wrong = serviceOf(world).commands.flatMap((command) => {
      const { code, stderr = [] } = ends(command)
      return code === 0 ? [] : [`${command.name}: ${stderr.join(' ')}`]
    })
    expect(wrong).toEqual([
      'config-rollback: no backup sample',
      'restore: executions are running and would write over what is restored: pause them first',
      'restore-selective: executions are running and would write over what is restored: pause them first',
    ])

    // Without approval runs only what looks, keeps a copy or tells somebody.
    const { commands, approvalExceptions } = serviceOf(world)
    const low = commands.filter(({ risk }) => risk === 'low')
    expect(low.filter(({ lasting }) => lasting)).toEqual([])
    const more = low.filter(({ changes }) => !changes.endsWith('it only looks'))
    expect(more.map(({ name }) => name)).toEqual([
      ...['config-backup', 'flow-backup', 'forensics-collect', 'collect-diagnostics'],
      ...['notify', 'ticket-create', 'ticket-escalate', 'user-welcome'],
    ])
    expect(approvalExceptions.map(({ count }) => count)).toEqual([2, 0, 0])
  })
})

/** What `do` steps say to type, as it would be read. */
function typedIn(world: World, steps: readonly Step[]): { name: string; input: JsonObject }[] {
  const said = steps.flatMap(({ details = '' }) => [
    ...details.matchAll(/\/incident fix (run-command [^`]+)`/g),
  ])
  expect(said.length).toBeGreaterThan(20)
  return said.map(([, words = '']) => {
    const [name = '', ...rest] = detailWords(words.replace(/=[^ ]+/g, (value) => value.toLowerCase()))
    return { name, input: readRemediationWords(rest, serviceOf(world), ['command', 'with']) }
  })
}

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

async function types(world: World, room: string, words: string, approving: readonly Person[] = [world.chen]) {
  const said = await world.bob.says(`/incident fix ${words}`, { in: room })
  if (said) throw new Error(said)
  for (const one of approving) await one.presses('Approve', { in: room })
  return over(world)
}

/** Declares and opens a playbook at one of its phases. */
async function opens(world: World, declared: string, playbook: string, phase: number): Promise<string> {
  const room = await world.declares(declared)
  const isRunning = () =>
    world.incident().then(({ runs }) => runs.find((one) => one.playbook === `qflow/${playbook}`))
  if (!(await isRunning())) await world.ana.says(`/incident run ${playbook}`, { in: room })
  for (let n = 0; n < phase; n += 1) {
    await world.until(() => world.ana.maySee('Next phase', { in: room }))
    await world.ana.presses('Next phase', { in: room })
    await world.until(async () => (await isRunning())?.phase === n + 1)
  }
  return room
}

describe('in practice', () => {
  test('a bad release is healed by taking it back, and not by more pods', async () => {
    const world = await startQflow('qflow-bad-release')
    const room = await opens(world, 'p0 qflow Nothing answers', 'service-outage', 1)
    await world.until(() => isHealthy(world).then((well) => !well), { ms: 60_000, step: 2_000 })

    expect(await types(world, room, 'scale qflow replicas=6')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await world.ana.presses('A release shortly before', { in: room })
    expect(await does(world, room, 'Take the release back')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('bad settings are healed by their rollback and a restart, and not by a restart alone', async () => {
    const world = await startQflow('qflow-bad-settings')
    const room = await opens(world, 'p1 qflow Flows queue up', 'config-rollback', 1)
    await world.until(() => isHealthy(world).then((well) => !well), { ms: 60_000, step: 2_000 })

    expect(await types(world, room, 'restart qflow')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    expect(await types(world, room, 'run-command config-rollback backup=cfg-20261115')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)
    expect(await does(world, room, 'Restart Qflow with it')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('damaged data is restored by two people, once nothing is written any more', async () => {
    const world = await startQflow('qflow-damaged-data')
    const { ana, bob, chen } = world
    const room = await opens(world, 'p0 qflow Flows answer nonsense', 'data-corruption', 0)
    expect(await bob.says('/incident fix run-command ipfs-gc', { in: room })).toContain('may still be saved')

    expect(await types(world, room, 'run-command restore-selective', [ana, chen])).toBe('failed')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Stop all new executions', [])).toBe('verified')
    await ana.presses('Next phase', { in: room })
    expect(await does(world, room, 'Restore what is damaged', [ana, chen])).toBe('verified')
    expect(await does(world, room, 'Let executions start again')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('after a break-in evidence is kept first, and nobody restarts what holds it', async () => {
    const world = await startQflow()
    const room = await opens(world, 'p0 qflow Somebody got in', 'security-breach', 0)
    expect(await does(world, room, 'Collect evidence, and keep it', [])).toBe('verified')
    for (const words of ['restart qflow', 'rollback qflow', 'run-command logs-cleanup'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: room })).toContain(
        'Evidence of the break-in',
      )
    await world.ana.presses('Validation', { in: room })
    expect(await does(world, room, 'Cut the validation off')).toBe('verified')
  })
})
