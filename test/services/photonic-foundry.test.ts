import { describe, expect, test } from 'vitest'
import { fill } from '../../src/domain/placeholders.ts'
import type { Step } from '../../src/domain/playbook.ts'
import { readRemediationWords } from '../../src/domain/remediation-words.ts'
import type { Command } from '../../src/domain/service.ts'
import { photonicFoundry } from '../../src/practice/services/photonic-foundry/index.ts'
import { detailWords } from '../../src/slack/usage.ts'
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
import {
  type Asked,
  checksOf,
  neverReached,
  remediationsOf,
  stepsOf,
  verificationsOf,
} from './support/walk-playbook.ts'

const id = 'photonic-foundry'
const health = 'http://photonic-foundry.photonic-foundry.svc.cluster.local:8000/health'
const isHealthy = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'healthy' } } })

const startFoundry = (scenario?: string) => startWorld({ services: [id], ...(scenario && { scenario }) })

/** What `do` steps say to type, as it would be read. */
const typedIn = (world: World, steps: readonly Step[]): Asked[] =>
  steps
    .flatMap(({ details = '' }) => [...details.matchAll(/\/incident fix (run-command [^`]+)`/g)])
    .map(([, words = '']) => {
      const [name = '', ...rest] = detailWords(words)
      return { title: words, name, input: readRemediationWords(rest, serviceOf(world), ['command', 'with']) }
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
    const all = world.muster.core.library.playbooks(id)
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(11)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(6)
    expect(all).toHaveLength(13 + 11 + 6)
    expect(all.flatMap(neverReached)).toEqual([])

    const steps = all.flatMap(stepsOf)
    const rates = verificationsOf(steps).filter(({ name }) => name === 'prometheus')
    expect(await notPassed(world, [...checksOf(steps), ...rates])).toEqual([])

    await world.declares(`p3 ${id} Rehearsal`)
    const typed = typedIn(world, steps)
    expect(typed).toHaveLength(4)
    const refused = await notPlanned(world, [...remediationsOf(steps), ...typed])
    // What is started after a shutdown runs already.
    expect(refused.map((one) => one.replace(/^.*: /, '')).sort()).toEqual([
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

    await answers(world, room, 'Images and containers')
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
    await goesOnTo(world, room, 'database-recovery', 2)
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
