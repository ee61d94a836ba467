import { describe, expect, test } from 'vitest'
import { matchPlaybooks } from '../../src/domain/match-playbook.ts'
import { fill } from '../../src/domain/placeholders.ts'
import type { Command, Parameter } from '../../src/domain/service.ts'
import { wholeMatch } from '../../src/library/whole-match.ts'
import { photonicFoundry } from '../../src/practice/services/photonic-foundry/index.ts'
import { nights } from '../../src/practice/services/photonic-foundry/programs/files.ts'
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

const id = 'photonic-foundry'
const health = 'http://photonic-foundry.photonic-foundry.svc.cluster.local:8000/health'
const isHealthy = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'healthy' } } })

const startFoundry = (scenario?: string) => startWorld({ services: [id], ...(scenario && { scenario }) })

/** Every choice; or a value that fits. */
const valuesOf = (one: Parameter): string[] =>
  one.kind === 'choice'
    ? one.options
    : ['latest', '20261115']
        .filter((text) => one.kind === 'text' && wholeMatch(one.pattern, text))
        .slice(0, 1)

/** Every set of values that a command's choices allow, with samples for the rest. */
function samples({ parameters }: Command): Record<string, string>[] {
  return Object.entries(parameters).reduce<Record<string, string>[]>(
    (all, [name, one]) => all.flatMap((some) => valuesOf(one).map((value) => ({ ...some, [name]: value }))),
    [{}],
  )
}

/** What checks of a playbook find now, by title. */
async function found(world: World, playbook: string, titles: readonly string[]) {
  const steps = stepsOf(pinnedOf(world, playbook))
  return Promise.all(
    titles.map(async (title) => {
      const step = steps.find((one) => one.title === title)
      if (step?.kind !== 'check') throw new Error(`There is no check ${title}`)
      return holds(world, step.check, step.with)
    }),
  )
}

function pinnedOf({ muster }: World, playbook: string) {
  const pinned = muster.core.library.playbooks(id).find((one) => one.playbook.id === `${id}/${playbook}`)
  if (!pinned) throw new Error(`There is no ${playbook}`)
  return pinned
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
    expect(steps.filter(({ details = '' }) => /\/incident fix/.test(details))).toEqual([])
    const [night = ''] = nights(world.practice.cluster.world)
    const said = { name: night, container: id, deployment: id }
    const verifications = verificationsOf(steps).filter(({ name }) => name === 'prometheus')
    const failing = await notPassed(world, [...checksOf(steps, said), ...verifications])
    expect(failing.sort()).toEqual([
      // These hold only after the fix that they look at.
      expect.stringMatching(/^Can it be read to its end\? .*after-shutdown.* No such file/),
      expect.stringMatching(/^Has everything of the foundry stopped\? .*first of 4 such lines/),
      expect.stringMatching(/^What took longest\? .*No such file/),
    ])

    await world.declares(`p3 ${id} Rehearsal`)
    const refused = await notPlanned(world, remediationsOf(steps, said))
    // What is started after a shutdown runs already.
    expect(refused.map((one) => one.replace(/^.*: /, '')).sort()).toEqual(
      ['grafana', 'jupyter', 'photonic-foundry', 'postgres', 'prometheus', 'redis'].map(
        (one) => `${one} already has ${one === 'photonic-foundry' ? 2 : 1} replicas`,
      ),
    )
  })

  test('every declared command is one that the programs know, and only what changes something needs approval', async () => {
    const world = await startFoundry()
    const { world: cluster } = world.practice.cluster
    const service = serviceOf(world)
    const wrong = service.commands.flatMap((command) =>
      [command.run, command.preview ?? [], command.verify ?? []].flatMap((line) =>
        samples(command).flatMap((values) => {
          const [program, ...args] = line.map((text) => fill(text, values))
          if (program === undefined) return []
          const standIn = photonicFoundry.commands[program]
          const { code, stderr = [] } = standIn?.(args, cluster) ?? { code: 127, stderr: [program] }
          return code === 0 ? [] : [`${command.name}: ${stderr.at(-1)}`]
        }),
      ),
    )
    expect(wrong).toEqual([
      "profile-read: FileNotFoundError: [Errno 2] No such file or directory: 'profile.stats'",
      'restore-database: photonic-foundry still writes: stop it first',
      'restore-volume: tar: /data/base: PostgreSQL still runs on this volume: stop it first',
      'remove-everything: Error response from daemon: remove photonic_foundry_postgres_data: volume is in use',
    ])

    // Without approval one may look, keep a copy and work on a copy; and no copy takes the name of a good backup.
    const { commands, approvalExceptions } = service
    const low = commands.filter(({ risk, readOnly }) => risk === 'low' && !readOnly)
    expect(low.filter(({ name }) => !/^(backup|copy)-/.test(name)).map(({ name }) => name)).toEqual([
      'collect-metrics',
      'test-restore',
    ])
    expect(low.filter(({ lasting }) => lasting)).toEqual([])
    expect(approvalExceptions.map(({ count }) => count)).toEqual([2, 0])
    for (const name of ['latest', '20261115_010000']) {
      const plans = [
        { title: name, name: 'run-command', input: { command: 'copy-database', with: { name } } },
      ]
      if (name === 'latest') await world.declares(`p3 ${id} Rehearsal`)
      expect(await notPlanned(world, plans)).toEqual([expect.stringContaining('name has to be')])
    }
  })

  test('what people say leads to the playbook that fits', async () => {
    const world = await startFoundry()
    const all = world.muster.core.library.playbooks(id)
    const first = (title: string) =>
      matchPlaybooks({ service: id, severity: 'p1', title }, all).ranked[0]?.playbook.id.replace(/^.*\//, '')
    expect(first('Postgres cannot be reached')).toBe('network')
    expect(first('No space left on device')).toBe('disk-full')
    expect(first('A container is in CrashLoopBackOff')).toBe('service-startup')
    expect(first('Memory leak, pods OOMKilled')).toBe('high-memory')
    expect(first('Port 8000 already in use')).toBe('port-conflict')
    expect(first('Conversions take very long, high latency')).toBe('slow-responses')
    expect(first('Corrupt pages in the database')).toBe('database-recovery')
    expect(first('Suspicious login, we were hacked')).toBe('security-incident')
  })
})

describe('in practice', () => {
  test('a memory leak is seen in the container, and healed by a restart and not by more pods', async () => {
    const world = await startFoundry('photonic-foundry-memory-leak')
    const room = await opens(world, `p1 ${id} Memory fills up`, 'high-memory', 1)
    // Its checks looked by themselves.
    expect(world.ana.sees(room)).toContain('96.2 is not below 85')
    expect(
      await found(world, 'high-memory', [
        'Is memory below 95 %?',
        'Does each container keep below 85 % of its memory?',
        'Is memory inside the application below 85 %?',
      ]),
    ).toEqual([false, false, false])
    expect(await types(world, room, 'scale photonic-foundry replicas=4')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Restart the application')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
    expect(await found(world, 'high-memory', ['Does each container keep below 85 % now?'])).toEqual([true])
  })

  test('a full disk is healed by cleaning up all images, and not by a restart or old logs', async () => {
    const world = await startFoundry('photonic-foundry-disk-full')
    const room = await opens(world, `p1 ${id} No space left`, 'disk-full', 1)
    expect(await found(world, 'disk-full', ['Is every disk below 95 %?'])).toEqual([false])

    expect(await types(world, room, 'restart photonic-foundry')).toBe('verified')
    expect(await types(world, room, 'run-command old-logs')).toBe('verified')
    expect(await found(world, 'disk-full', ['Is there room again?'])).toEqual([false])
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'Images and containers')
    expect(await does(world, room, 'Clean up every image that nothing runs from')).toBe('verified')
    expect(await found(world, 'disk-full', ['Is there room again?'])).toEqual([true])
    expect(await isHealthy(world)).toBe(true)
  })

  test('damaged data is restored by two people from the dump they name, once nothing writes any more', async () => {
    const world = await startFoundry('photonic-foundry-damaged-data')
    const { ana, bob, chen } = world
    const room = await opens(world, `p0 ${id} Models are gone`, 'database-recovery')
    for (const words of ['backup-database name=20261115', 'vacuum-full', 'volume-prune', 'remove-everything'])
      expect(await bob.says(`/incident fix run-command ${words}`, { in: room })).toContain('Data is damaged')

    expect(await types(world, room, 'run-command restore-database name=latest', [ana, chen])).toBe('failed')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Stop the application, so that nothing writes')).toBe('verified')
    expect(await does(world, room, 'Stop Jupyter, so that nothing writes')).toBe('verified')
    await goesOnTo(world, room, 'database-recovery', 1)
    expect(await does(world, room, 'Try the backup in the test database', [], { name: 'latest' })).toBe(
      'verified',
    )
    await goesOnTo(world, room, 'database-recovery', 2)
    expect(await found(world, 'database-recovery', ['Can all of the database be read?'])).toEqual([false])

    // The dump that was tried is proposed.
    expect(await does(world, room, 'Restore the backup', [ana, chen], {})).toBe('verified')
    expect((await world.incident()).remediations.at(-1)?.input).toMatchObject({ with: { name: 'latest' } })
    expect(await found(world, 'database-recovery', ['Can all of the database be read?'])).toEqual([true])
    await goesOnTo(world, room, 'database-recovery', 3)
    expect(await does(world, room, 'Start the application')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })

  test('after a break-in traces are kept, the container is isolated, and only security lets it be replaced', async () => {
    const world = await startFoundry('photonic-foundry-break-in')
    const { bob, chen, dora } = world
    const room = await opens(world, `p0 ${id} Somebody got in`, 'security-incident')
    await world.until(() => world.ana.finds(room, '/usr/local/bin/.kworker'))
    for (const words of ['restart photonic-foundry', 'scale jupyter 0', 'run-command old-logs'])
      expect(await bob.says(`/incident fix ${words}`, { in: room })).toContain('Evidence')
    expect(
      await found(world, 'security-incident', [
        'Does nothing run as root in the application?',
        'Are only its own ports open?',
        "Are the system's files as in its image?",
      ]),
    ).toEqual([false, false, false])

    const container = 'photonic-foundry'
    expect(await does(world, room, 'Isolate what is affected', [chen], { container })).toBe('verified')
    expect(await holds(world, 'http', { url: health, expect: { status: 503 } })).toBe(true)
    expect(await does(world, room, 'Keep a copy of all its files', [], {})).toBe('verified')

    await goesOnTo(world, room, 'security-incident', 2)
    expect(await chen.says('/incident unlock photonic-foundry', { in: room })).toContain('role security')
    await dora.says('/incident unlock photonic-foundry', { in: room })
    await answers(world, room, 'Yes, or nobody knows yet')
    expect(await does(world, room, 'Replace the application by fresh pods')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
  })
})
