import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instrumentsOf, serviceFor } from '../../src/app/instruments.ts'
import { plan } from '../../src/app/planning.ts'
import * as runs from '../../src/app/runs.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Incident, Run } from '../../src/domain/incident.ts'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import { fill } from '../../src/domain/placeholders.ts'
import type { PinnedPlaybook, Step } from '../../src/domain/playbook.ts'
import type { Result } from '../../src/domain/result.ts'
import { nextStep, type RunStep, waitsForBranch } from '../../src/domain/run.ts'
import * as walk from '../../src/domain/walk.ts'
import { qflare } from '../../src/practice/services/qflare/index.ts'
import type { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

/** QFLARE's files and nobody else's: read twice for each world. */
let playbooks = ''
beforeAll(async () => {
  playbooks = await mkdtemp(path.join(tmpdir(), 'qflare-'))
  for (const name of ['organization.yml', 'qflare'])
    await cp(path.join('playbooks', name), path.join(playbooks, name), { recursive: true })
})
afterAll(() => rm(playbooks, { recursive: true, force: true }))

const startQflare = () => startWorld({ services: ['qflare'], playbooks })

/** Keeps a phase open until all its branches have been gone through. */
const onward = 'Go through the other answers too'

type Check = Extract<Step, { kind: 'check' }>
type Fix = Extract<Step, { kind: 'fix' }>

/** Looks and plans in a practice world; what two steps ask alike is asked once. */
function hands(world: World, incident: Incident) {
  const { core } = world.muster
  const seen = new Map<string, { passed: boolean; summary: string }>()
  const planned = new Map<string, Result<unknown>>()
  return {
    planned,
    async look(step: Check) {
      const key = JSON.stringify([step.check, step.with])
      const service = serviceFor(core, incident)
      const check = core.checks.find(({ name }) => name === step.check)
      if (!service.ok || !check) throw new Error(`Nobody can look: ${step.title}`)
      const signal = AbortSignal.timeout(10_000)
      const found =
        seen.get(key) ??
        (await check.run(step.with, instrumentsOf(core, signal), { service: service.value, signal }))
      seen.set(key, found)
      return found
    },
    async plan({ remediation: name, with: input }: Fix) {
      const key = JSON.stringify([name, input])
      const found = planned.get(key) ?? (await plan(core, incident, { name, input }))
      planned.set(key, found)
      return found
    },
  }
}

/** A playbook from its first phase to its last, through every branch of each; answers what failed. */
async function goThrough(
  { playbook, digest }: PinnedPlaybook,
  incident: Incident,
  { look, plan }: ReturnType<typeof hands>,
): Promise<string[]> {
  const failed: string[] = []
  let state = incident
  const named = (step: Step) => `${playbook.id}: ${step.title}`
  const happens = (what: Result<readonly IncidentEvent[]>) => {
    if (!what.ok) throw new Error(`${playbook.id}: ${what.refusal.says}`)
    const run = state.runs.at(-1)
    const events = run ? walk.movingOn(state, run.id, playbook, what.value) : what.value
    const at = '2026-11-17T02:10:00.000Z'
    for (const event of events) state = evolve(state, { stream: '', seq: 0, at, actor: 'U0BOB000002', event })
  }
  const settle = async (run: Run, { id, step, record }: RunStep) => {
    if (step.kind === 'do' || step.kind === 'tell') return happens(walk.completeStep(run, playbook, id))
    if (step.kind === 'ask') return happens(walk.answerStep(run, playbook, id, 0))
    if (step.kind === 'fix') {
      const found = await plan(step)
      if (!found.ok) failed.push(`${named(step)}: ${found.refusal.says}`)
      return happens(walk.skipStep(run, playbook, id, 'We only rehearse'))
    }
    if (record.status === 'open') return happens(walk.startCheck(run, playbook, id))
    const { passed, summary } = await look(step)
    if (!passed) failed.push(`${named(step)}: ${summary}`)
    const of = { run: run.id, step: id, title: step.title }
    happens({ ok: true, value: [{ type: 'check-finished', ...of, passed, summary, evidence: [] }] })
  }
  happens(walk.startRun(state, { playbook, digest }))
  let left: number[] = []
  for (;;) {
    const run = state.runs.at(-1)
    if (!run || run.endedAt) return failed
    const phase = playbook.phases[run.phase]
    if (phase && waitsForBranch(phase, run.phases[run.phase]) && left.length === 0) {
      left = phase.branches.map((_, n) => n)
      happens(walk.addStep(run, run.phase, onward))
      continue
    }
    const step = nextStep(run, playbook)
    if (step && step.step.title !== onward) await settle(run, step)
    else if (left.length > 0) happens(walk.chooseBranch(run, playbook, run.phase, left.shift() ?? 0))
    else if (step) await settle(run, step)
    else throw new Error(`${playbook.id} stops in “${phase?.name}”`)
  }
}

test('every file of QFLARE can be gone through to its end, whatever is answered', async () => {
  const world = await startQflare()
  const room = await world.declares('p3 qflare Rehearsal')
  const incident = await world.incident()
  const able = hands(world, incident)
  const failed: string[] = []
  for (const pinned of world.muster.core.library.playbooks('qflare'))
    failed.push(...(await goThrough(pinned, incident, able)))
  // Nobody has stopped writing here: the step looks whether somebody has.
  expect(failed).toEqual([
    'qflare/data-loss: Does read-only mode stand?: qflare-config: READ_ONLY_MODE=off instead of on',
  ])
  expect(able.planned.size).toBeGreaterThan(20)

  await world.ana.says('/incident run security-incident', { in: room })
  expect(await world.bob.says('/incident fix restart qflare-api', { in: room })).toContain(
    'Evidence of a security incident is kept as it is',
  )
  expect(refusedBy(world)).toEqual([
    'restore-backup: refused: qflare-api still writes to this database; stop writing first',
  ])
}, 60_000)

/** Runs every line of every command with its defaults; answers those that fail. */
function refusedBy({ practice, muster }: World): string[] {
  const { commands } = muster.core.library.service('qflare') ?? { commands: [] }
  return commands.flatMap(({ name, run, preview, verify, parameters }) => {
    const defaults = Object.fromEntries(
      Object.entries(parameters).map(([key, one]) => [key, String(one.default)]),
    )
    const lines = [preview, verify, run].flatMap((line) =>
      line ? [line.map((one) => fill(one, defaults))] : [],
    )
    return lines.flatMap(([program = '', ...args]) => {
      const answered = qflare.commands[program]?.(args, practice.cluster.world)
      return answered?.code === 0 ? [] : [`${name}: ${answered?.stderr?.[0]}`]
    })
  })
}

/** What one series of Prometheus is at worst, as the checks see it. */
async function holds(
  world: World,
  query: string,
  limit: { below?: number; above?: number; equals?: number },
) {
  const { checks, instruments, library, clock } = world.muster.core
  const service = library.service('qflare')
  const prometheus = checks.find(({ name }) => name === 'prometheus')
  if (!service || !prometheus) throw new Error('There is nobody to ask')
  const found = await prometheus.run(
    { query: `${query}{service="qflare"}`, ...limit },
    { ...instruments, now: () => clock.now() },
    { service, signal: AbortSignal.timeout(5_000) },
  )
  return found.passed
}

/** Something is broken on purpose, Ana declares, and the playbook is laid out up to the phase with those words. */
async function broken(world: World, scenario: string, playbook: string, words: string) {
  await world.practice.scenarios.set(`qflare-${scenario}`, true)
  const room = await world.declares('p1 qflare It is as it should not be')
  const id = `INC-${/^inc-(\d+)/.exec(room)?.[1]}`
  await world.ana.says(`/incident run ${playbook}`, { in: room })
  for (let phase = 0; phase < 3 && !world.ana.finds(room, words); phase += 1)
    await world.ana.presses('phase.next', { in: room })
  const run = async () => (await world.incident(id)).runs.find((one) => one.playbook === `qflare/${playbook}`)
  /** Approved by those named; answers how it ended. */
  const decided = async (by: Person[]) => {
    for (const one of by) await one.presses('Approve', { in: room })
    return world.until(
      async () => {
        const state = (await world.incident(id)).remediations.at(-1)?.state
        return (state === 'verified' || state === 'failed') && state
      },
      { ms: 15 * 60_000, step: 2_000 },
    )
  }
  return {
    room,
    /** Typed, as by somebody who guesses. */
    async guesses(typed: string) {
      expect(await world.bob.says(`/incident fix ${typed}`, { in: room })).toBe('')
      return decided([world.chen])
    },
    async chooses(answer: string) {
      const { id: of = '', phase = 0 } = (await run()) ?? {}
      const { core } = world.muster
      const branches = core.library.playbook(`qflare/${playbook}`)?.playbook.phases[phase]?.branches ?? []
      const ref = { incident: id, run: of, phase }
      const branch = branches.findIndex(({ when }) => when === answer)
      expect(await runs.chooseBranch(core, ref, { actor: world.bob.id }, branch)).toMatchObject({ ok: true })
      await world.settle()
    },
    /** Presses a step's button. */
    async cures(title: string, by = [world.chen]) {
      await world.bob.presses('step.fix', { in: room, on: title })
      return decided(by)
    },
  }
}

test('leaks and blocked queries are healed by what their playbooks say and not by more pods', async () => {
  const world = await startQflare()
  const leak = await broken(world, 'memory-leak', 'high-memory', 'What eats the memory?')
  const isCalm = () => holds(world, 'qflare_pod_memory_ratio', { below: 0.85 })
  expect(await isCalm()).toBe(false)
  expect(await leak.guesses('scale qflare-api replicas=4')).toBe('verified')
  expect(await isCalm()).toBe(false)
  await leak.chooses('A leak')
  expect(await leak.cures('Restart the API pods')).toBe('verified')
  expect(await isCalm()).toBe(true)

  const slow = await broken(world, 'slow-query', 'api-performance', 'What makes it slow?')
  const isFast = () => holds(world, 'qflare_api_response_seconds', { below: 1 })
  expect(await slow.guesses('scale qflare-api replicas=5')).toBe('verified')
  expect(await isFast()).toBe(false)
  await world.bob.says('/incident fix run-command slowest-queries', { in: slow.room })
  await world.until(() => world.ana.sees(slow.room).includes('avg(loss) FROM round_updates'))
  await slow.chooses('Slow queries')
  expect(await slow.cures('End queries older than five minutes')).toBe('verified')
  expect(await isFast()).toBe(true)
}, 60_000)

test('connections come back with the restart of the API, or with a higher limit, and not by a restart of the database', async () => {
  const world = await startQflare()
  const one = await broken(world, 'connections', 'database-connections', 'What is wrong?')
  const isFree = () => holds(world, 'qflare_db_connections_ratio', { below: 0.8 })
  expect(await isFree()).toBe(false)
  expect(await one.guesses('run-command restart-database')).toBe('verified')
  expect(await isFree()).toBe(false)
  await one.chooses('Connections are used up by the API')
  expect(await one.cures('Restart the API pods to reset')).toBe('verified')
  expect(await isFree()).toBe(true)

  await world.practice.scenarios.set('qflare-connections', false)
  await world.pass(1_000)
  const other = await broken(world, 'connections', 'database-connections', 'What is wrong?')
  expect(await isFree()).toBe(false)
  await other.chooses('PostgreSQL allows too few connections')
  expect(await other.cures('Raise max_connections to 200')).toBe('verified')
  expect(await isFree()).toBe(false)
  expect(await other.cures('Restart the database so that it counts')).toBe('verified')
  expect(await isFree()).toBe(true)
}, 60_000)

test('new keys bring devices back, and a backup those that are lost, once nothing writes and two approve', async () => {
  const world = await startQflare()
  const keys = await broken(world, 'stale-keys', 'device-connectivity', 'What keeps them out?')
  const areOnline = () => holds(world, 'qflare_devices_offline', { equals: 0 })
  expect(await areOnline()).toBe(false)
  expect(await keys.guesses('restart qflare-api')).toBe('verified')
  expect(await areOnline()).toBe(false)
  await keys.chooses('Keys are stale')
  expect(await keys.cures('Force new quantum keys')).toBe('verified')
  expect(await areOnline()).toBe(true)

  const { room, chooses, cures } = await broken(world, 'data-loss', 'data-loss', 'Stop all writing now')
  const isWhole = () => holds(world, 'qflare_devices_active', { above: 0 })
  expect(await isWhole()).toBe(false)
  const { ana, bob, chen } = world
  const restarts = () => bob.says('/incident fix run-command restart-database', { in: room })
  expect(await restarts()).toContain('Only commander or lead lets it go')
  expect(await cures('Stop all writing now')).toBe('verified')
  for (let phase = 0; phase < 2; phase += 1) await ana.presses('phase.next', { in: room })
  await chooses('From the newest clean backup')
  expect(await cures('Restore the backup in production', [chen, ana])).toBe('verified')
  expect(await isWhole()).toBe(true)
  await ana.says('/incident unlock restart-database', { in: room })
  expect(await restarts()).toBe('')
}, 60_000)
