import { expect, test } from 'vitest'
import { fill } from '../../src/domain/placeholders.ts'
import { qflare } from '../../src/practice/services/qflare/index.ts'
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
import { checksOf, neverReached, remediationsOf, stepsOf } from './support/walk-playbook.ts'

const startQflare = () => startWorld({ services: ['qflare'] })

test('every file of QFLARE can be gone through to its end, whatever is answered', async () => {
  const world = await startQflare()
  const room = await world.declares('p3 qflare Rehearsal')
  const all = world.muster.core.library.playbooks('qflare')
  expect(all.flatMap(neverReached)).toEqual([])

  const steps = all.flatMap(stepsOf)
  // Nobody has stopped writing here: the step looks whether somebody has.
  expect(await notPassed(world, checksOf(steps))).toEqual([
    'Does read-only mode stand? qflare-config: READ_ONLY_MODE=off instead of on',
  ])
  const remediations = remediationsOf(steps)
  expect(remediations.length).toBeGreaterThan(20)
  expect(await notPlanned(world, remediations)).toEqual([])

  await world.ana.says('/incident run security-incident', { in: room })
  expect(await world.bob.says('/incident fix restart qflare-api', { in: room })).toContain(
    'Evidence of a security incident is kept as it is',
  )
  expect(refusedBy(world)).toEqual([
    'restore-backup: refused: qflare-api still writes to this database; stop writing first',
  ])
}, 60_000)

/** Runs every line of every command with its defaults; answers those that fail. */
function refusedBy(world: World): string[] {
  return serviceOf(world).commands.flatMap(({ name, run, preview, verify, parameters }) => {
    const defaults = Object.fromEntries(
      Object.entries(parameters).map(([key, one]) => [key, String(one.default)]),
    )
    const lines = [preview, verify, run].flatMap((line) =>
      line ? [line.map((one) => fill(one, defaults))] : [],
    )
    return lines.flatMap(([program = '', ...args]) => {
      const answered = qflare.commands[program]?.(args, world.practice.cluster.world)
      return answered?.code === 0 ? [] : [`${name}: ${answered?.stderr?.[0]}`]
    })
  })
}

/** What one series of Prometheus is at worst, as the checks see it. */
const isWithin = (world: World, query: string, limit: { below?: number; above?: number; equals?: number }) =>
  holds(world, 'prometheus', { query: `${query}{service="qflare"}`, ...limit })

/** Something is broken on purpose, Ana declares, and the playbook is laid out up to that phase. */
async function broken(world: World, scenario: string, playbook: string, phase: number): Promise<string> {
  await world.practice.scenarios.set(`qflare-${scenario}`, true)
  return opens(world, 'p1 qflare It is as it should not be', playbook, phase)
}

test('leaks and blocked queries are healed by what their playbooks say and not by more pods', async () => {
  const world = await startQflare()
  const leak = await broken(world, 'memory-leak', 'high-memory', 2)
  const isCalm = () => isWithin(world, 'qflare_pod_memory_ratio', { below: 0.85 })
  expect(await isCalm()).toBe(false)
  expect(await types(world, leak, 'scale qflare-api replicas=4')).toBe('verified')
  expect(await isCalm()).toBe(false)
  await answers(world, leak, 'A leak')
  expect(await does(world, leak, 'Restart the API pods')).toBe('verified')
  expect(await isCalm()).toBe(true)

  const slow = await broken(world, 'slow-query', 'api-performance', 2)
  const isFast = () => isWithin(world, 'qflare_api_response_seconds', { below: 1 })
  expect(await types(world, slow, 'scale qflare-api replicas=5')).toBe('verified')
  expect(await isFast()).toBe(false)
  expect(await types(world, slow, 'run-command slowest-queries', [])).toBe('verified')
  await world.until(() => world.ana.sees(slow).includes('avg(loss) FROM round_updates'))
  await answers(world, slow, 'Slow queries')
  expect(await does(world, slow, 'End queries older than five minutes')).toBe('verified')
  expect(await isFast()).toBe(true)
}, 60_000)

test('connections come back with the restart of the API, or with a higher limit, and not by a restart of the database', async () => {
  const world = await startQflare()
  const one = await broken(world, 'connections', 'database-connections', 2)
  const isFree = () => isWithin(world, 'qflare_db_connections_ratio', { below: 0.8 })
  expect(await isFree()).toBe(false)
  expect(await types(world, one, 'run-command restart-database')).toBe('verified')
  expect(await isFree()).toBe(false)
  await answers(world, one, 'Connections are used up by the API')
  expect(await does(world, one, 'Restart the API pods to reset')).toBe('verified')
  expect(await isFree()).toBe(true)

  await world.practice.scenarios.set('qflare-connections', false)
  await world.pass(1_000)
  const other = await broken(world, 'connections', 'database-connections', 2)
  expect(await isFree()).toBe(false)
  await answers(world, other, 'PostgreSQL allows too few connections')
  expect(await does(world, other, 'Raise max_connections to 200')).toBe('verified')
  expect(await isFree()).toBe(false)
  expect(await does(world, other, 'Restart the database so that it counts')).toBe('verified')
  expect(await isFree()).toBe(true)
}, 60_000)

test('new keys bring devices back, and a backup those that are lost, once nothing writes and two approve', async () => {
  const world = await startQflare()
  const keys = await broken(world, 'stale-keys', 'device-connectivity', 2)
  const areOnline = () => isWithin(world, 'qflare_devices_offline', { equals: 0 })
  expect(await areOnline()).toBe(false)
  expect(await types(world, keys, 'restart qflare-api')).toBe('verified')
  expect(await areOnline()).toBe(false)
  await answers(world, keys, 'Keys are stale')
  expect(await does(world, keys, 'Force new quantum keys')).toBe('verified')
  expect(await areOnline()).toBe(true)

  const room = await broken(world, 'data-loss', 'data-loss', 0)
  const isWhole = () => isWithin(world, 'qflare_devices_active', { above: 0 })
  expect(await isWhole()).toBe(false)
  const { ana, bob, chen } = world
  const restarts = () => bob.says('/incident fix run-command restart-database', { in: room })
  expect(await restarts()).toContain('Only commander or lead lets it go')
  expect(await does(world, room, 'Stop all writing now')).toBe('verified')
  await goesOnTo(world, room, 'data-loss', 2)
  await answers(world, room, 'From the newest clean backup')
  expect(await does(world, room, 'Restore the backup in production', [chen, ana])).toBe('verified')
  expect(await isWhole()).toBe(true)
  await ana.says('/incident unlock restart-database', { in: room })
  expect(await restarts()).toBe('')
}, 60_000)
