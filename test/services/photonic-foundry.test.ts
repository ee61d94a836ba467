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
import { photonicFoundry } from '../../src/practice/services/photonic-foundry/index.ts'
import { detailWords } from '../../src/slack/usage.ts'
import type { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

const id = 'photonic-foundry'
const health = 'http://photonic-foundry.photonic-foundry.svc.cluster.local:8000/health'
const isWell = { url: health, expect: { status: 200, json: { status: 'healthy' } } }

const startFoundry = (scenario?: string) => startWorld({ services: [id], ...(scenario && { scenario }) })

function serviceOf(world: World) {
  const service = world.muster.core.library.service(id)
  if (!service) throw new Error('There is no photonic foundry')
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

const distinct = <T>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
]

/** Walks a playbook by the record's own rules, with the same answer wherever there is a choice. */
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
    for (const { id: step, step: one } of runSteps(run(), playbook, n)) {
      walked.push(one.title)
      if (one.kind === 'ask')
        must(walk.answerStep(run(), playbook, step, Math.min(answer, one.options.length - 1)))
      else must(walk.completeStep(run(), playbook, step))
    }
    expect(phaseSettled(run(), playbook, n), `${playbook.id}: “${phase.name}” is settled`).toBe(true)
  }
  expect(run().endedAt, `${playbook.id} ends`).toBeDefined()
  return walked
}

const answersOf = (pinned: PinnedPlaybook): number =>
  Math.max(
    1,
    ...pinned.playbook.phases.map(({ branches }) => branches.length),
    ...stepsOf(pinned).map((step) => (step.kind === 'ask' ? step.options.length : 1)),
  )

/** What `do` steps say to type, as it would be read. */
const typedIn = (world: World, steps: readonly Step[]): { name: string; input: JsonObject }[] =>
  steps
    .flatMap(({ details = '' }) => [...details.matchAll(/\/incident fix (run-command [^`]+)`/g)])
    .map(([, words = '']) => {
      const [name = '', ...rest] = detailWords(words)
      return { name, input: readRemediationWords(rest, serviceOf(world), ['command', 'with']) }
    })

/** Every set of values that its choices allow, with samples for the rest. */
function samples({ parameters }: Command): Record<string, string>[] {
  return Object.entries(parameters).reduce<Record<string, string>[]>(
    (all, [name, one]) => {
      const values = one.kind === 'choice' ? one.options : [String(one.default ?? 'sample')]
      return all.flatMap((some) => values.map((value) => ({ ...some, [name]: value })))
    },
    [{}],
  )
}

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of the foundry can be gone through to its end', async () => {
    const world = await startFoundry()
    const { core } = world.muster
    const all = core.library.playbooks(id)
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(11)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(6)
    expect(all).toHaveLength(13 + 11 + 6)
    for (const pinned of all) {
      const walked = new Set(Array.from({ length: answersOf(pinned) }, (_, n) => walkToEnd(pinned, n)).flat())
      expect(
        [...new Set(stepsOf(pinned).map(({ title }) => title))].filter((one) => !walked.has(one)),
      ).toEqual([])
    }

    const steps = all.flatMap(stepsOf)
    const looks = distinct(
      steps.flatMap((step) => [
        ...(step.kind === 'check' ? [{ check: step.check, with: step.with }] : []),
        ...(step.kind === 'fix' && step.verify?.check === 'prometheus'
          ? [{ check: step.verify.check, with: step.verify.with }]
          : []),
      ]),
    )
    const failed: string[] = []
    for (const one of looks) {
      const found = await look(world, one.check, one.with)
      if (!found.passed) failed.push(`${JSON.stringify(one)}: ${found.summary}`)
    }
    expect(failed).toEqual([])

    await world.declares(`p3 ${id} Rehearsal`)
    const incident = await world.incident()
    const refused: string[] = []
    const fixes = distinct(
      steps.flatMap((step) => (step.kind === 'fix' ? [{ name: step.remediation, input: step.with }] : [])),
    )
    const typed = typedIn(world, steps)
    expect(typed).toHaveLength(4)
    for (const one of [...fixes, ...typed]) {
      const planned = await plan(core, incident, one)
      if (!planned.ok) refused.push(planned.refusal.says)
    }
    // What is started after a shutdown runs already.
    expect(refused.sort()).toEqual([
      'jupyter already has 1 replicas',
      'photonic-foundry already has 2 replicas',
      'postgres already has 1 replicas',
      'redis already has 1 replicas',
    ])
  })

  test('every declared command is one that the programs know, and only what changes something needs approval', async () => {
    const world = await startFoundry()
    const { world: cluster } = world.practice.cluster
    const wrong = serviceOf(world).commands.flatMap((command) =>
      [command.run, ...(command.preview ? [command.preview] : [])].flatMap((line) =>
        samples(command).flatMap((values) => {
          const [program = '', ...args] = line.map((text) => fill(text, values))
          const standIn = photonicFoundry.commands[program]
          const { code, stderr = [] } = standIn?.(args, cluster) ?? { code: 127, stderr: [program] }
          return code === 0 ? [] : [`${command.name}: ${stderr.at(-1)}`]
        }),
      ),
    )
    expect(wrong).toEqual([
      'restore-database: photonic-foundry still writes: stop it first',
      'restore-volume: tar: /data/base: PostgreSQL still runs on this volume: stop it first',
    ])

    // What needs no approval only looks or keeps a copy.
    const { commands, approvalExceptions } = serviceOf(world)
    const low = commands.filter(({ risk }) => risk === 'low')
    expect(low.filter(({ changes }) => !/only looks|a copy is kept/.test(changes))).toEqual([])
    expect(low.filter(({ lasting }) => lasting)).toEqual([])
    expect(approvalExceptions.map(({ count }) => count)).toEqual([2, 0])
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

async function types(world: World, room: string, words: string, approving: readonly Person[] = [world.chen]) {
  const said = await world.bob.says(`/incident fix ${words}`, { in: room })
  if (said) throw new Error(said)
  for (const one of approving) await one.presses('Approve', { in: room })
  return over(world)
}

const nextPhase = (world: World, room: string) => world.ana.presses('Next phase', { in: room })

/** Declares, opens a playbook and goes to one of its phases. */
async function opens(world: World, declared: string, playbook: string, phase = 0): Promise<string> {
  const room = await world.declares(declared)
  const found = () =>
    world.incident().then(({ runs }) => runs.find((one) => one.playbook === `${id}/${playbook}`))
  if (!(await found())) await world.ana.says(`/incident run ${playbook}`, { in: room })
  for (let n = 0; n < phase; n += 1) {
    await world.until(() => world.ana.maySee('Next phase', { in: room }))
    await nextPhase(world, room)
    await world.until(async () => (await found())?.phase === n + 1)
  }
  return room
}

describe('in practice', () => {
  test('a memory leak is healed by a restart, and not by more pods', async () => {
    const world = await startFoundry('photonic-foundry-memory-leak')
    const room = await opens(world, `p1 ${id} Memory fills up`, 'high-memory', 1)
    expect(await isHealthy(world)).toBe(false)

    expect(await types(world, room, 'scale photonic-foundry replicas=4')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Restart the application')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('a full disk is healed by cleaning up all images, and not by a restart or old logs', async () => {
    const world = await startFoundry('photonic-foundry-disk-full')
    const room = await opens(world, `p1 ${id} No space left`, 'disk-full', 1)
    expect(await isHealthy(world)).toBe(false)

    expect(await types(world, room, 'restart photonic-foundry')).toBe('verified')
    expect(await types(world, room, 'run-command old-logs')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await world.ana.presses('Images and containers', { in: room })
    expect(await does(world, room, 'Clean up every image that nothing runs from')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('damaged data is restored by two people, once nothing writes any more', async () => {
    const world = await startFoundry('photonic-foundry-damaged-data')
    const { ana, bob, chen } = world
    const room = await opens(world, `p0 ${id} Models are gone`, 'database-recovery')
    for (const words of ['backup-database', 'vacuum-full', 'volume-prune'])
      expect(await bob.says(`/incident fix run-command ${words}`, { in: room })).toContain('Data is damaged')

    expect(await types(world, room, 'run-command restore-database', [ana, chen])).toBe('failed')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Stop the application, so that nothing writes')).toBe('verified')
    expect(await does(world, room, 'Stop Jupyter, so that nothing writes')).toBe('verified')
    await nextPhase(world, room)
    await world.until(() => ana.maySee('Next phase', { in: room }))
    await nextPhase(world, room)
    expect(await does(world, room, 'Restore the newest backup', [ana, chen])).toBe('verified')
    expect(await does(world, room, 'Start the application')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('after a break-in traces are kept first, and nobody changes what holds them', async () => {
    const world = await startFoundry()
    const room = await opens(world, `p0 ${id} Somebody got in`, 'security-incident')
    for (const words of ['restart photonic-foundry', 'scale jupyter 0', 'run-command old-logs'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: room })).toContain('Evidence')
    expect(await does(world, room, 'Keep the list of what runs', [])).toBe('verified')
  })
})
