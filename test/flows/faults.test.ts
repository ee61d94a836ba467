import { expect, onTestFinished, test, vi } from 'vitest'
import { deployment } from '../../src/practice/cluster/kinds/deployment.ts'
import type { Fault } from '../../src/practice/control/faults.ts'
import { startWorld, type World } from '../support/world.ts'

const theChange = 'PATCH *nqba-worker'

/** Scaling planned from 4 to 6 replicas, waiting for its approval. */
async function planned(words = 'scale nqba-worker replicas=6') {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(`/incident fix ${words}`, { in: room })
  return { world, room, approves: () => world.chen.presses('Approve', { in: room }) }
}

const replicasIn = ({ practice }: World): number | undefined => {
  const found = practice.cluster.world.store.get('deployments', 'nqba-platform', 'nqba-worker')
  return found && deployment.parse(found).spec.replicas
}

/** How often the deployment's spec was written since. */
function watchWrites({ practice }: World) {
  const seen = { writes: 0 }
  practice.cluster.world.store.subscribe(({ resource, object, previous }) => {
    if (resource !== 'deployments' || object.metadata.name !== 'nqba-worker' || !previous) return
    if (deployment.parse(object).spec.replicas !== deployment.parse(previous).spec.replicas) seen.writes += 1
  })
  return seen
}

const ends = (world: World) =>
  world.until(async () => {
    const state = (await world.incident()).remediations[0]?.state
    return ['verified', 'failed', 'unknown', 'stale'].find((one) => one === state)
  })

const starts = async (world: World) =>
  (await world.story()).filter((type) => type === 'remediation-started').length

const passing: [string, Fault, { starts: number }][] = [
  ['a conflict, because the status moved,', { kind: 'error', error: 'Conflict' }, { starts: 1 }],
  ['too many requests', { kind: 'status', status: 429, retryAfterSeconds: 1 }, { starts: 2 }],
  ['a server error', { kind: 'status', status: 500 }, { starts: 2 }],
  ['a server that is unavailable', { kind: 'status', status: 503 }, { starts: 2 }],
  ['a connection that dies before the change', { kind: 'drop' }, { starts: 2 }],
  ['a connection that dies after the change', { kind: 'drop-after' }, { starts: 1 }],
]

test.for(passing)('%s is got over, and the change is made once', async ([, fault, expected]) => {
  const { world, approves } = await planned()
  const seen = watchWrites(world)
  world.practice.faults.cluster.order({ call: theChange, fault, times: 1 })
  await approves()
  expect(await ends(world)).toBe('verified')
  expect({ starts: await starts(world), ...seen, to: replicasIn(world) }).toEqual({
    ...expected,
    writes: 1,
    to: 6,
  })
})

test('an answer that never comes is not waited for; the change is found by looking', async () => {
  const { world, approves } = await planned()
  const seen = watchWrites(world)
  world.practice.faults.cluster.order({ call: theChange, fault: { kind: 'hang' }, times: 1 })
  const { timeout } = AbortSignal
  onTestFinished(() => void vi.restoreAllMocks())
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout.call(AbortSignal, ms / 20))
  await approves()
  expect(await ends(world)).toBe('verified')
  expect(world.log()).toContain('did not answer within 8 s')
  expect({ starts: await starts(world), ...seen }).toEqual({ starts: 1, writes: 1 })
})

const lasting: [string, Fault, RegExp][] = [
  ['too many requests', { kind: 'status', status: 429, retryAfterSeconds: 1 }, /Nothing was changed: .*429/],
  ['server errors', { kind: 'status', status: 500 }, /Given up: nqba-worker still has 4 replicas/],
  ['connections that die', { kind: 'drop' }, /Given up: nqba-worker still has 4 replicas/],
  ['a missing right', { kind: 'status', status: 403 }, /refused \(403 Forbidden\)/],
  ['a value that is refused', { kind: 'status', status: 422 }, /refused \(422/],
]

test.for(lasting)('%s without end fail the change, which was not made', async ([, fault, says]) => {
  const { world, approves } = await planned()
  world.practice.faults.cluster.order({ call: theChange, fault })
  await approves()
  expect(await ends(world)).toBe('failed')
  expect((await world.incident()).remediations[0]?.outcome).toMatch(says)
  expect(await starts(world)).toBeLessThanOrEqual(3)
  expect(replicasIn(world)).toBe(4)
  expect((await world.incident()).remediations[0]?.standing).toBeUndefined()
})

test('a conflict because somebody else was faster makes the request stale, and theirs stays', async () => {
  const { world, room, approves } = await planned()
  const { store } = world.practice.cluster.world
  const stop = world.practice.faults.cluster.watch(({ call, when }) => {
    if (when !== 'before' || !/^PATCH .*nqba-worker$/.test(call)) return
    stop()
    const found = store.get('deployments', 'nqba-platform', 'nqba-worker')
    if (!found) throw new Error('nqba-worker is gone')
    const { spec, ...rest } = deployment.parse(found)
    store.update('deployments', { ...rest, spec: { ...spec, replicas: 5 } }, { manager: 'kubectl' })
  })
  await approves()
  expect(await ends(world)).toBe('stale')
  expect(replicasIn(world)).toBe(5)
  expect(world.eli.sees(room)).toContain('nqba-worker has 5 replicas now, not 4')
})

test('two of five pods ready is not recovered: it stays open, and fails at its deadline', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.patches('deployments/nqba-worker', { spec: { replicas: 5 } })
  await world.pass(60_000, 5_000)
  await world.eli.says('/incident fix restart nqba-worker', { in: room })
  const { holds, store } = world.practice.cluster.world
  holds.hold('nqba-platform', 'nqba-worker', 2)
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-applied'))
  await world.pass(60_000, 1_000)
  const sets = store.list('replicasets', 'nqba-platform').map(({ status }) => status)
  expect(sets).toContainEqual(expect.objectContaining({ readyReplicas: 2 }))
  expect((await world.incident()).remediations[0]?.state).toBe('applied')
  expect(world.eli.sees(room)).toContain('being verified')
  await world.until(() => world.happened('remediation-failed'), { ms: 15 * 60_000, step: 5_000 })
  expect(await world.happened('remediation-verified')).toBe(false)
})

test('a rollout that is only slow is verified once all its pods are ready, and not before', async () => {
  const { world, approves } = await planned('scale nqba-worker replicas=5')
  const { holds } = world.practice.cluster.world
  holds.hold('nqba-platform', 'nqba-worker', 4)
  await approves()
  await world.until(() => world.happened('remediation-applied'))
  await world.pass(60_000, 1_000)
  expect(await world.happened('remediation-verified')).toBe(false)
  holds.release()
  expect(await ends(world)).toBe('verified')
})

test('while the network is cut nothing is changed, and after it the change is made', async () => {
  const { world, approves } = await planned()
  const seen = watchWrites(world)
  world.practice.faults.cluster.order({ call: '*', fault: { kind: 'drop' } })
  await approves()
  await world.pass(60_000, 1_000)
  expect((await world.incident()).remediations[0]?.state).toBe('approved')
  world.practice.faults.cluster.clear()
  expect(await ends(world)).toBe('verified')
  expect(seen.writes).toBe(1)
})

test('a network that is cut for longer than an approval is good for makes the request stale', async () => {
  const { world, room, approves } = await planned()
  world.practice.faults.cluster.order({ call: '*', fault: { kind: 'drop' } })
  await approves()
  await world.until(() => world.happened('remediation-stale'), { ms: 20 * 60_000, step: 5_000 })
  expect(replicasIn(world)).toBe(4)
  expect(world.eli.sees(room)).toContain('could not be looked at again')
  world.practice.faults.cluster.clear()
  await world.eli.presses('Plan again', { in: room })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('a network cut in the middle of a verification is waited out', async () => {
  const { world, approves } = await planned()
  await approves()
  await world.until(() => world.happened('remediation-applied'))
  world.practice.faults.cluster.order({ call: 'GET *', fault: { kind: 'drop' } })
  await world.pass(60_000, 1_000)
  expect((await world.incident()).remediations[0]?.state).toBe('applied')
  world.practice.faults.cluster.clear()
  expect(await ends(world)).toBe('verified')
})

test('having waited long for others takes nothing from the tries that a change has', async () => {
  const { world, room, approves } = await planned()
  await world.chen.says('/incident lock nqba-worker 10m moving to new nodes', { in: room })
  await approves()
  await world.pass(30_000, 1_000)
  expect((await world.incident()).remediations[0]?.state).toBe('approved')
  world.practice.faults.cluster.order({ call: theChange, fault: { kind: 'drop' }, times: 1 })
  await world.chen.says('/incident unlock nqba-worker', { in: room })
  expect(await ends(world)).toBe('verified')
  expect(await starts(world)).toBe(2)
})
