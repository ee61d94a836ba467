import { expect, test } from 'vitest'
import { fill } from '../../src/domain/placeholders.ts'
import { qflare } from '../../src/practice/services/qflare/index.ts'
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

const startQflare = () => startWorld({ services: ['qflare'] })

/** The name of a pod of the API. */
const apiPod = ({ practice }: World): string =>
  practice.cluster.world.containers.running().find(({ labels }) => labels.app === 'qflare-api')?.pod ?? ''

test('every file of QFLARE can be gone through to its end, whatever is answered', async () => {
  const world = await startQflare()
  const room = await world.declares('p3 qflare Rehearsal')
  const all = world.muster.core.library.playbooks('qflare')
  expect(all.flatMap(neverReached)).toEqual([])

  // A limit that has to hold for half a minute needs that long.
  await world.pass(60_000, 15_000)
  const said = {
    pod: apiPod(world),
    pid: 88,
    replicas: 8,
    connections: 200,
    cpu: 4,
    memory: '8Gi',
    backup: 'latest',
    'set.DB_POOL_SIZE': '20',
    'limits.memory': '4Gi',
  }
  const steps = all.flatMap(stepsOf)
  // Nobody has stopped writing here.
  expect(await notPassed(world, [...checksOf(steps, said), ...verificationsOf(steps)])).toEqual([
    expect.stringContaining('Verify: Stop all writing now'),
  ])
  const remediations = remediationsOf(steps, said)
  expect(remediations.length).toBeGreaterThan(18)
  expect(await notPlanned(world, remediations)).toEqual([])

  await world.ana.says('/incident run security-incident', { in: room })
  expect(await world.bob.says('/incident fix restart qflare-api', { in: room })).toContain(
    'Evidence of a security incident is kept as it is',
  )
  // Where nobody has stopped writing yet, and where a fresh pod has had no time to start.
  expect(refusedBy(world, said)).toEqual([
    'restore-backup: refused: production still writes to this database; stop writing first',
    'restart-database: Error from server (NotFound): pods "postgres-0" not found',
  ])
}, 60_000)

/** Runs every line of every command, in the order of service.yml; answers those that fail. */
function refusedBy(world: World, said: Record<string, string | number>): string[] {
  return serviceOf(world).commands.flatMap(({ name, run, preview, verify, parameters }) => {
    const defaults = Object.fromEntries(
      Object.entries(parameters).map(([key, one]) => [key, String(said[key] ?? one.default)]),
    )
    const lines = [preview, run, verify].flatMap((line) =>
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

/** How many connections are taken, as the checks see it. */
const isFree = (world: World) =>
  holds(world, 'command', { command: 'connections', number: { match: '(\\d+) %', below: 80 } })

const noneOlder = (world: World) => look(world, 'command', { command: 'long-queries', match: '\\(0 rows\\)' })

test('leaks and blocked queries are healed by what their playbooks say and not by more pods', async () => {
  const world = await startQflare()
  const leak = await broken(world, 'memory-leak', 'high-memory', 2)
  const isCalm = () => isWithin(world, 'qflare_pod_memory_ratio', { below: 0.85 })
  expect(await isCalm()).toBe(false)
  const { evidence } = await look(world, 'command', { command: 'processes', with: { pod: apiPod(world) } })
  expect(evidence.join('\n')).toMatch(/ 92\.6 .*uvicorn/)
  expect(await types(world, leak, 'scale qflare-api replicas=4')).toBe('verified')
  expect(await isCalm()).toBe(false)
  await answers(world, leak, 'A leak')
  expect(await does(world, leak, 'Restart the API pods')).toBe('verified')
  expect(await isCalm()).toBe(true)

  const slow = await broken(world, 'slow-query', 'api-performance', 2)
  const isFast = () => isWithin(world, 'qflare_api_response_seconds', { below: 1 })
  expect(await types(world, slow, 'scale qflare-api replicas=5')).toBe('verified')
  expect(await isFast()).toBe(false)
  expect(await noneOlder(world)).toMatchObject({ passed: false })
  await answers(world, slow, 'Slow queries')
  // Not the one that waits, but the one that is waited for.
  expect(await does(world, slow, 'End the query that holds', [world.chen], { pid: '91' })).toBe('failed')
  expect(await types(world, slow, 'run-command end-query pid=88')).toBe('verified')
  expect(await noneOlder(world)).toMatchObject({ passed: true })
  expect(await isFast()).toBe(true)
}, 60_000)

test('connections come back with the restart of the API, or with a higher limit, and not by a restart of the database', async () => {
  const world = await startQflare()
  const one = await broken(world, 'connections', 'database-connections', 2)
  expect(await isFree(world)).toBe(false)
  expect(await types(world, one, 'run-command restart-database')).toBe('verified')
  expect(await isFree(world)).toBe(false)
  await answers(world, one, 'Connections are used up by the API')
  expect(await does(world, one, 'Restart the API pods to reset')).toBe('verified')
  expect(await isFree(world)).toBe(true)

  await world.practice.scenarios.set('qflare-connections', false)
  await world.pass(1_000)
  const other = await broken(world, 'connections', 'database-connections', 2)
  expect(await isFree(world)).toBe(false)
  await answers(world, other, 'PostgreSQL allows too few connections')
  const limit = { connections: '200' }
  expect(await does(world, other, 'Raise max_connections', [world.chen], limit)).toBe('verified')
  expect(await isFree(world)).toBe(false)
  expect(await does(world, other, 'Restart the database so that it counts')).toBe('verified')
  expect(await isFree(world)).toBe(true)
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
  const both = [chen, ana]
  expect(await types(world, room, 'run-command restore-backup', both)).toBe('failed')
  expect(await isWhole()).toBe(false)
  expect(await does(world, room, 'Stop all writing now')).toBe('verified')
  const allows = () => bob.says('/incident fix run-command allow-writing', { in: room })
  expect(await allows()).toContain('Only commander or lead lets it go')

  await goesOnTo(world, room, 'data-loss', 2)
  await answers(world, room, 'From the newest clean backup')
  expect(await does(world, room, 'Restore the backup in production', both, { backup: 'latest' })).toBe(
    'verified',
  )
  expect(await isWhole()).toBe(true)
  await ana.says('/incident unlock all', { in: room })
  expect(await allows()).toBe('')
}, 60_000)

test('a pod that strangers were in is cut off with its traces, and a fresh one serves, while all else is kept as it is', async () => {
  const world = await startQflare()
  const room = await opens(world, 'p1 qflare Somebody is inside', 'security-incident', 1)
  await answers(world, room, 'Level 2, access is confirmed')
  const pod = apiPod(world)
  expect(await does(world, room, 'Isolate each pod that is affected', [world.chen], { pod })).toBe('verified')
  await world.until(() => holds(world, 'pods', { selector: 'app=qflare-api', minReady: 3 }))
  expect(await holds(world, 'pods', { selector: 'quarantine=yes', minReady: 1 })).toBe(true)
  for (const change of ['end-long-queries', `reconnect-pod pod=${pod}`])
    expect(await world.bob.says(`/incident fix run-command ${change}`, { in: room })).toContain(
      'Evidence of a security incident is kept as it is',
    )
}, 60_000)
