import { expect, test } from 'vitest'
import { Conflict } from '../../src/app/ports/failures.ts'
import { namespace, startPractice, worker } from '../cluster/practice.ts'
import { kubectl, makes, using } from './using.ts'

const input = { deployment: 'nqba-worker' }

test('a restart replaces every pod by a fresh one of the same image', async () => {
  const world = await startPractice()
  const before = await world.cluster.pods(namespace, 'component=worker')
  const restart = using(world, 'restart')
  const plan = await restart.plan(input)
  expect(plan).toMatchObject({
    says: 'Restart nqba-worker',
    changes: [
      {
        what: 'pods of nqba-worker',
        before: 'running revision 3 (nqba-worker:2.8.0)',
        after: 'fresh ones of the same',
      },
    ],
    warnings: [
      'Up to 1 of 4 pods of nqba-worker may be out of service at a time while they are replaced (25 %)',
    ],
    target: 'Deployment nqba-platform/nqba-worker',
    lasting: false,
  })
  expect(await restart.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await restart.apply(plan.data)
  expect(await restart.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await restart.verify(plan.data)).toMatchObject({ passed: false })
  world.pass(90_000)
  expect(await restart.verify(plan.data)).toMatchObject({ passed: true })
  const uids = before.map(({ uid }) => uid)
  const after = await world.cluster.pods(namespace, 'component=worker')
  expect(after.filter(({ uid }) => uids.includes(uid))).toEqual([])
})

test('restarted twice with the same id it is one restart', async () => {
  const world = await startPractice()
  const restart = using(world, 'restart')
  const { data } = await restart.plan(input)
  await restart.apply(data)
  world.pass(90_000)
  const once = await world.cluster.deployment(worker)
  await restart.apply(data)
  world.pass(90_000)
  expect(await world.cluster.deployment(worker)).toEqual(once)
})

test('a restart that somebody was quicker with is not made again', async () => {
  const world = await startPractice()
  const mine = using(world, 'restart')
  const { data } = await mine.plan(input)
  world.pass(1_000)
  await makes(world, 'restart', input, 'rem-2')
  await expect(mine.apply(data)).rejects.toThrow(Conflict)
  expect(await mine.settle(data)).toMatchObject({ state: 'unknown' })
  expect(await mine.verify(data)).toMatchObject({ passed: false, failed: true })
})

test('a restart whose answer is lost is found by its time', async () => {
  const world = await startPractice({ requestTimeoutMs: 300 })
  const restart = using(world, 'restart')
  const { data } = await restart.plan(input)
  world.faults.order({ call: 'PATCH *', fault: { kind: 'drop-after' }, times: 1 })
  await expect(restart.apply(data)).rejects.toMatchObject({ uncertain: true })
  expect(await restart.settle(data)).toMatchObject({ state: 'applied' })
})

test('a paused deployment would not restart, so it is refused', async () => {
  const world = await startPractice()
  await kubectl(world).patch('deployments', 'nqba-worker', { spec: { paused: true } })
  expect(await using(world, 'restart').refusal(input)).toMatchObject({
    code: 'paused',
    says: expect.stringContaining('kubectl rollout resume deployment/nqba-worker'),
  })
})

test('pods that no node will have are told as such while they wait', async () => {
  const world = await startPractice()
  const template = { spec: { nodeSelector: { disk: 'none' } } }
  await kubectl(world).patch('deployments', 'nqba-worker', { spec: { template } })
  world.pass(5_000)
  const restart = using(world, 'restart')
  const { data } = await restart.plan(input)
  await restart.apply(data)
  world.pass(30_000)
  const { passed, evidence } = await restart.verify(data)
  expect(passed).toBe(false)
  expect(evidence.slice(0, 2)).toEqual([
    expect.stringMatching(/^nqba-worker-\S+: Pending, 0 restarts$/),
    expect.stringMatching(/^nqba-worker-\S+: FailedScheduling: 0\/\d nodes are available/),
  ])
})
