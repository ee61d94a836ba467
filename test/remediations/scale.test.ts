import { expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/failures.ts'
import { api, startPractice, worker } from '../cluster/practice.ts'
import { kubectl, limits, makes, putsBack, tightBudget, using } from './using.ts'

test('workers are scaled to an absolute number and verified when all are ready', async () => {
  const world = await startPractice()
  const scale = using(world, 'scale')
  const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 8 })
  expect(plan).toMatchObject({
    says: 'Scale nqba-worker from 4 to 8 replicas',
    changes: [{ what: 'replicas', before: '4', after: '8' }],
    warnings: [],
  })
  await scale.apply(plan.data)
  expect(await scale.verify(plan.data)).toMatchObject({ passed: false })
  world.pass(60_000)
  expect(await scale.verify(plan.data)).toMatchObject({ passed: true })
})

test('an autoscaler is warned about, and so is not being able to see one', async () => {
  const world = await startPractice({
    accounts: [
      {
        name: 'narrow',
        token: 'narrow-token',
        rules: [{ groups: ['apps'], resources: ['*'], verbs: ['get', 'list', 'patch'] }],
      },
    ],
  })
  const input = { deployment: 'nqba-api', replicas: 6 }
  expect((await using(world, 'scale').plan(input)).warnings).toEqual([
    'The autoscaler nqba-api keeps 3 to 12 replicas and may change this again',
  ])
  const narrow = { ...world.instruments, cluster: world.as('narrow') }
  expect((await using(world, 'scale', 'rem-1', narrow).plan(input)).warnings[0]).toMatch(/is not known/)
})

test('the limit, a frozen target, and nothing to do are refused', async () => {
  const world = await startPractice()
  expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 9 })).toMatchObject({
    code: 'over-limit',
    says: 'nqba-worker may have 8 replicas at most: see limits.maxReplicas in nqba/service.yml',
  })
  expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 4 })).toMatchObject({
    code: 'same',
  })
  const { service } = limits({ maxReplicas: {}, frozen: ['deployment/nqba-worker'] })
  const { maxReplicasDefault: _, ...strict } = service.limits
  world.surroundings = { ...world.surroundings, service: { ...service, limits: strict } }
  expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 5 })).toMatchObject({
    code: 'frozen',
  })
  expect(await using(world, 'scale').refusal({ deployment: 'nqba-api', replicas: 5 })).toMatchObject({
    code: 'no-limit',
  })
})

test('a scaling whose answer is lost is found by its mark', async () => {
  const world = await startPractice({ requestTimeoutMs: 300 })
  const scale = using(world, 'scale')
  const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
  expect(await scale.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  world.faults.order({ call: 'PATCH *', fault: { kind: 'drop-after' }, times: 1 })
  await expect(scale.apply(plan.data)).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
  expect(await scale.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await using(world, 'scale', 'rem-2').settle(plan.data)).toMatchObject({ state: 'unknown' })
})

test('an old mark of the same name, from another record, proves nothing', async () => {
  const world = await startPractice({ requestTimeoutMs: 300 })
  const now = await world.cluster.deployment(worker)
  const same = { replicas: 4, ifVersion: now?.resourceVersion ?? '', remediation: 'rem-1' }
  await world.cluster.scale(worker, same)
  const scale = using(world, 'scale', 'rem-1')
  const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
  world.faults.order({ call: 'PATCH *', fault: { kind: 'drop' }, times: 1 })
  await expect(scale.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
  expect(await scale.settle(plan.data)).toMatchObject({ state: 'unknown' })
  await scale.apply(plan.data)
  expect(await scale.settle(plan.data)).toMatchObject({ state: 'applied' })
})

test('a change whose deadline is over is not made late', async () => {
  const world = await startPractice()
  const scale = using(world, 'scale')
  const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
  world.surroundings = { ...world.surroundings, signal: AbortSignal.abort() }
  const before = world.faults.count('PATCH *')
  await expect(using(world, 'scale').apply(plan.data)).rejects.toThrow(/abort/)
  expect(world.faults.count('PATCH *')).toBe(before)
})

test('a conflict with a status update is tried again, and then it is done', async () => {
  const world = await startPractice()
  const scale = using(world, 'scale')
  const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
  world.faults.order({ call: 'PATCH *', fault: { kind: 'error', error: 'Conflict' }, times: 2 })
  await scale.apply(plan.data)
  expect((await world.cluster.deployment(worker))?.replicas).toBe(6)
})

test('a replica count that somebody else set is a conflict', async () => {
  const world = await startPractice()
  const mine = using(world, 'scale', 'rem-1')
  const theirs = using(world, 'scale', 'rem-2')
  const plan = await mine.plan({ deployment: 'nqba-worker', replicas: 6 })
  await theirs.apply((await theirs.plan({ deployment: 'nqba-worker', replicas: 5 })).data)
  await expect(mine.apply(plan.data)).rejects.toThrow('nqba-worker has 5 replicas now, not 4')
  expect(await mine.verify(plan.data)).toMatchObject({ passed: false, failed: true })
})

test('a missing right is found by the dry run, and denied', async () => {
  const world = await startPractice({
    accounts: [
      {
        name: 'reader',
        token: 'reader-token',
        rules: [{ groups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
      },
    ],
  })
  const scale = using(world, 'scale', 'rem-1', { ...world.instruments, cluster: world.as('reader') })
  const input = { deployment: 'nqba-worker', replicas: 6 }
  expect(await scale.refusal(input)).toMatchObject({
    code: 'denied',
    says: expect.stringContaining('Muster may not patch deployments.apps nqba-platform/nqba-worker'),
  })
  const { data } = await using(world, 'scale').plan(input)
  await expect(scale.apply(data)).rejects.toThrow(Denied)
  expect(await scale.settle(data)).toMatchObject({ state: 'not-applied' })
})

test('undo puts the former number back, unless somebody has scaled since', async () => {
  const world = await startPractice()
  const data = await makes(world, 'scale', { deployment: 'nqba-worker', replicas: 6 })
  await putsBack(world, 'scale', data)
  expect((await world.cluster.deployment(worker))?.replicas).toBe(4)
  expect(await using(world, 'scale').undo(data)).toMatchObject({
    refusal: { code: 'changed', says: expect.stringContaining('nqba-worker has 4 replicas now, not 6') },
  })
})

test('a number above the limit is said to have no way back, and undo keeps the limit', async () => {
  const world = await startPractice()
  await kubectl(world).patch('deployments', 'nqba-worker', { spec: { replicas: 10 } })
  world.pass(60_000)
  const plan = await using(world, 'scale').plan({ deployment: 'nqba-worker', replicas: 8 })
  expect(plan.warnings).toEqual([
    'It affects 2 of 10 replicas (20 %)',
    '10 replicas is over the limit of 8 for nqba-worker: Muster cannot put that back',
  ])
  const data = await makes(world, 'scale', { deployment: 'nqba-worker', replicas: 8 })
  await expect(putsBack(world, 'scale', data)).rejects.toThrow('nqba-worker may have 8 replicas at most')
})

test('scaling down says whom it does not ask, and scaling to nothing says so', async () => {
  const world = await startPractice()
  await kubectl(world).create('poddisruptionbudgets', tightBudget)
  const { warnings } = await using(world, 'scale').plan({ deployment: 'nqba-api', replicas: 0 })
  expect(warnings).toEqual([
    'No pod of nqba-api will be left',
    'The autoscaler nqba-api rests while there are no replicas',
    expect.stringContaining('The disruption budget nqba-api lets no pod go now'),
    'It affects all 3 replicas (100 %)',
  ])
  expect((await world.cluster.deployment(api))?.replicas).toBe(3)
})

test('a scale that the cluster would not admit is no plan', async () => {
  const world = await startPractice()
  world.faults.order({ call: 'PATCH *', fault: { kind: 'error', error: 'Invalid' }, times: 1 })
  expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 6 })).toMatchObject({
    code: 'denied',
    says: expect.stringContaining('422'),
  })
})
