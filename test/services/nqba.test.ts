import { describe, expect, test } from 'vitest'
import { plan } from '../../src/app/planning.ts'
import { nextPhase } from '../../src/app/runs.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import type { JsonObject } from '../../src/domain/json.ts'
import { type PinnedPlaybook, phaseSteps, type Step } from '../../src/domain/playbook.ts'
import type { Result } from '../../src/domain/result.ts'
import { phaseSettled, runSteps } from '../../src/domain/run.ts'
import * as walk from '../../src/domain/walk.ts'
import { startWorld, type World } from '../support/world.ts'

/** Runs a check now, as a step of a playbook has it run. */
function look(world: World, name: string, input: unknown) {
  const { checks, instruments, clock, library } = world.muster.core
  const check = checks.find((one) => one.name === name)
  const service = library.service('nqba')
  if (!check || !service) throw new Error(`There is no check ${name}`)
  const surroundings = { service, signal: AbortSignal.timeout(20_000) }
  return check.run(input, { ...instruments, now: () => clock.now() }, surroundings)
}

const stepsOf = ({ playbook }: PinnedPlaybook): Step[] =>
  playbook.phases.flatMap((phase, n) => [
    ...phaseSteps(phase, n).map(({ step }) => step),
    ...phase.branches.flatMap(({ steps }) => steps),
  ])

const answersOf = ({ playbook }: PinnedPlaybook): number =>
  Math.max(1, ...playbook.phases.map(({ branches }) => branches.length))

/** Walks a playbook by the record's own rules, giving the same answer wherever there is a choice. */
function walkToEnd(pinned: PinnedPlaybook, answer: number): string[] {
  const { playbook } = pinned
  const fold = (state: Incident | undefined, event: IncidentEvent) =>
    evolve(state, { stream: '', seq: 1, at: '2026-11-17T02:10:00Z', actor: 'U', event })
  let incident = fold(undefined, { type: 'declared', number: 1, title: 'x', severity: 'p1', commander: 'U' })
  const must = (decided: Result<readonly IncidentEvent[]>) => {
    if (!decided.ok) throw new Error(`${playbook.id}: ${decided.refusal.says}`)
    for (const event of walk.movingOn(incident, 'r1', playbook, decided.value))
      incident = fold(incident, event)
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

/** What several steps do alike is tried once, under the title of the first. */
function distinct(tried: { title: string; name: string; with: JsonObject }[]) {
  const found = new Map<string, (typeof tried)[number]>()
  for (const one of tried) {
    const key = JSON.stringify([one.name, one.with])
    if (!found.has(key)) found.set(key, one)
  }
  return [...found.values()]
}

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of NQBA is gone through along every branch', async () => {
    const world = await startWorld()
    const { core } = world.muster
    const all = core.library.playbooks('nqba')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(2)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(1)
    expect(all).toHaveLength(16)
    for (const pinned of all) {
      const walked = new Set(Array.from({ length: answersOf(pinned) }, (_, n) => walkToEnd(pinned, n)).flat())
      expect(stepsOf(pinned).filter(({ title }) => !walked.has(title))).toEqual([])
    }

    // Rates over two minutes need two minutes.
    await world.declares('p3 nqba Rehearsal')
    await world.pass(180_000, 15_000)
    const steps = all.flatMap(stepsOf)
    const checks = steps.flatMap((step) => {
      if (step.kind === 'check') return [{ title: step.title, name: step.check, with: step.with }]
      const verify = step.kind === 'fix' ? step.verify : undefined
      return verify ? [{ title: `Verify: ${step.title}`, name: verify.check, with: verify.with }] : []
    })
    const failed: string[] = []
    for (const one of distinct(checks)) {
      const found = await look(world, one.name, one.with)
      if (!found.passed) failed.push(`${one.title} ${found.summary}`)
    }
    // The fallback is off, and nothing limits calls, so that nothing says "all" either.
    expect(failed.toSorted()).toEqual([
      expect.stringContaining('Are the fallback settings what we think?'),
      expect.stringContaining('Do jobs go through on the fallback?'),
      expect.stringContaining('Do the new quotas hold?'),
      expect.stringContaining('Verify: Route jobs to the classical solvers'),
    ])

    const incident = await world.incident()
    const fixes = steps.flatMap((step) =>
      step.kind === 'fix' ? [{ title: step.title, name: step.remediation, with: step.with }] : [],
    )
    const refused: string[] = []
    for (const one of distinct(fixes)) {
      const planned = await plan(core, incident, { name: one.name, input: one.with })
      if (!planned.ok) refused.push(`${one.title}: ${planned.refusal.says}`)
    }
    expect(refused).toEqual([expect.stringContaining('No pod of nqba-worker is broken')])
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

/** Bob asks for a step's remediation, Chen approves it, and it comes to an end. */
async function does(world: World, room: string, step: string) {
  await world.until(() => world.bob.maySee('step.fix', { in: room, on: step }))
  const before = (await world.incident()).remediations.length
  const said = await world.bob.presses('step.fix', { in: room, on: step })
  const asked = (await world.incident()).remediations
  if (asked.length === before) throw new Error(said)
  if (asked.at(-1)?.state === 'planned') await world.chen.presses('Approve', { in: room })
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
  const running = () =>
    world.incident().then(({ runs }) => runs.find((one) => one.playbook === `nqba/${playbook}`))
  if (!(await running())) await world.ana.says(`/incident run ${playbook}`, { in: room })
  await world.until(running)
  await goesOnTo(world, phase)
  return room
}

/** Ana leaves phases behind, whatever is open in them; those of checks alone go on by themselves. */
const goesOnTo = (world: World, phase: number) =>
  world.until(async () => {
    const [run] = (await world.incident()).runs
    if (!run || run.phase >= phase) return run?.phase === phase
    const ref = { incident: 'INC-1', run: run.id, phase: run.phase }
    await nextPhase(world.muster.core, ref, { actor: world.ana.id })
  })

const health = 'https://api.nqba.flyfox.ai/health'
const isWell = async (world: World) =>
  (await look(world, 'http', { url: health, expect: { status: 200, json: { status: 'ok' } } })).passed

const isBelow = async (world: World, query: string, below: number) =>
  (await look(world, 'prometheus', { query, below })).passed

describe('in practice', () => {
  test('a bad deploy is healed by the P0 response, and not by emptying the cache', async () => {
    const world = await startWorld({ scenario: 'bad-deploy' })
    const room = await opens(world, 'p0 nqba Nobody gets in', 'p0-response', 0)
    await world.until(async () => !(await isWell(world)), { ms: 60_000, step: 2_000 })
    expect(await types(world, room, 'flush-cache results')).toBe('verified')
    expect(await isWell(world)).toBe(false)

    await world.ana.presses('Take back a fresh release', { in: room })
    expect(await does(world, room, 'Roll nqba-api back')).toBe('verified')
    expect(await isWell(world)).toBe(true)
  })

  test('a spike is healed by more workers, and not by a restart', async () => {
    const world = await startWorld({ scenario: 'traffic-spike' })
    const room = await opens(world, 'p2 nqba Work piles up', 'delayed-jobs', 0)
    expect(await types(world, room, 'restart nqba-worker')).toBe('verified')
    expect(await isBelow(world, 'qih_queue_depth', 100)).toBe(false)
    expect(await does(world, room, 'Run ten workers')).toBe('verified')
    expect(await isBelow(world, 'qih_queue_depth', 100)).toBe(true)
  })

  test('pins go through again after a restart of IPFS, and not with another provider', async () => {
    const world = await startWorld({ scenario: 'lost-peers' })
    const room = await opens(world, 'p2 nqba IPFS pin trouble', 'ipfs-pin-failures', 0)
    expect(await does(world, room, 'Pin with the second provider')).toBe('verified')
    expect(await isBelow(world, 'ipfs_pin_failure_rate', 0.1)).toBe(false)

    await goesOnTo(world, 2)
    await world.ana.presses('The network', { in: room })
    expect(await does(world, room, 'Restart IPFS')).toBe('verified')
    expect(await isBelow(world, 'ltc_verification_failures', 1)).toBe(true)
  })

  test('old solutions are gone once their cache is empty, and not after a restart of the API', async () => {
    const world = await startWorld({ scenario: 'stale-cache' })
    const room = await opens(world, 'p2 nqba Odd solutions', 'quantum-job-failures', 2)
    expect(await types(world, room, 'restart nqba-api')).toBe('verified')
    expect(await isWell(world)).toBe(false)

    await world.ana.presses('Old solutions, cached', { in: room })
    expect(await does(world, room, 'Empty the cache of solutions')).toBe('verified')
    expect(await isWell(world)).toBe(true)
  })

  test('the snapshots of the database are listed before a window, which as a P3 needs nobody’s approval', async () => {
    const world = await startWorld()
    const room = await world.declares('p3 nqba Something to prepare')
    await world.bob.says('/incident fix run-command database-snapshots', { in: room })
    expect(await over(world)).toBe('verified')
  })
})
