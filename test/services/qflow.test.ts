import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/domain/json.ts'
import { fill } from '../../src/domain/placeholders.ts'
import type { Step } from '../../src/domain/playbook.ts'
import { readRemediationWords } from '../../src/domain/remediation-words.ts'
import type { Command } from '../../src/domain/service.ts'
import { qflow } from '../../src/practice/services/qflow/index.ts'
import { detailWords } from '../../src/slack/usage.ts'
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
import {
  type Asked,
  checksOf,
  neverReached,
  remediationsOf,
  stepsOf,
  verificationsOf,
} from './support/walk-playbook.ts'

const health = 'http://qflow-service.qflow.svc.cluster.local/health'
const isHealthy = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'healthy' } } })

/** Qflow alone in practice. */
const startQflow = (scenario?: string) => startWorld({ services: ['qflow'], ...(scenario && { scenario }) })

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
    const all = world.muster.core.library.playbooks('qflow')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(4)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(6)
    expect(all.flatMap(neverReached)).toEqual([])

    const steps = all.flatMap(stepsOf)
    // Executions run: they stand still only while damaged data is mended.
    expect(await notPassed(world, checksOf(steps))).toEqual([expect.stringMatching(/ 0 is not equal to 1$/)])
    for (const { name, input } of verificationsOf(steps)) {
      const { passed, summary } = await look(world, name, input)
      expect(passed, summary).toBe(!('minReady' in input))
    }

    await world.declares('p3 qflow Rehearsal')
    expect(await notPlanned(world, [...remediationsOf(steps), ...typedIn(world, steps)])).toEqual([
      expect.stringContaining('qflow already has 3 replicas'),
    ])
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
function typedIn(world: World, steps: readonly Step[]): Asked[] {
  const said = steps.flatMap(({ details = '' }) => [
    ...details.matchAll(/\/incident fix (run-command [^`]+)`/g),
  ])
  expect(said.length).toBeGreaterThan(20)
  return said.map(([, words = '']) => {
    const [name = '', ...rest] = detailWords(words.replace(/=[^ ]+/g, (value) => value.toLowerCase()))
    return { title: words, name, input: readRemediationWords(rest, serviceOf(world), ['command', 'with']) }
  })
}

describe('in practice', () => {
  test('a bad release is healed by taking it back, and not by more pods', async () => {
    const world = await startQflow('qflow-bad-release')
    const room = await opens(world, 'p0 qflow Nothing answers', 'service-outage', 1)
    await world.until(() => isHealthy(world).then((well) => !well), { ms: 60_000, step: 2_000 })

    expect(await types(world, room, 'scale qflow replicas=6')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'A release shortly before')
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
    const room = await opens(world, 'p0 qflow Flows answer nonsense', 'data-corruption')
    expect(await bob.says('/incident fix run-command ipfs-gc', { in: room })).toContain('may still be saved')

    expect(await types(world, room, 'run-command restore-selective', [ana, chen])).toBe('failed')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Stop all new executions', [])).toBe('verified')
    await goesOnTo(world, room, 'data-corruption', 1)
    expect(await does(world, room, 'Restore what is damaged', [ana, chen])).toBe('verified')
    expect(await does(world, room, 'Let executions start again')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('after a break-in evidence is kept first, and nobody restarts what holds it', async () => {
    const world = await startQflow()
    const room = await opens(world, 'p0 qflow Somebody got in', 'security-breach')
    expect(await does(world, room, 'Collect evidence, and keep it', [])).toBe('verified')
    for (const words of ['restart qflow', 'rollback qflow', 'run-command logs-cleanup'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: room })).toContain(
        'Evidence of the break-in',
      )
    await answers(world, room, 'Validation')
    expect(await does(world, room, 'Cut the validation off')).toBe('verified')
  })
})
