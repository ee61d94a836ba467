import { expect, test } from 'vitest'
import { Conflict } from '../../src/app/ports/failures.ts'
import { api, startPractice } from '../cluster/practice.ts'
import { kubectl, limits, makes, putsBack, using } from './using.ts'

const input = { deployment: 'nqba-api', min: 6 }

test('the autoscaler is found by what it targets, and moves the replicas', async () => {
  const world = await startPractice()
  const scaling = using(world, 'set-autoscaling')
  const plan = await scaling.plan(input)
  expect(plan).toMatchObject({
    says: 'Let nqba-api keep 6 to 12 replicas of nqba-api',
    changes: [{ what: 'min replicas', before: '3', after: '6' }],
    warnings: [],
    target: 'HorizontalPodAutoscaler nqba-platform/nqba-api',
    touches: ['Deployment nqba-platform/nqba-api'],
    lasting: true,
  })
  expect(await scaling.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await scaling.apply(plan.data)
  expect(await scaling.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await scaling.verify(plan.data)).toMatchObject({
    passed: false,
    summary: expect.stringContaining('has not moved them to 6 to 12 replicas yet'),
  })
  world.pass(90_000)
  expect(await scaling.verify(plan.data)).toMatchObject({ passed: true })
  expect((await world.cluster.deployment(api))?.replicas).toBe(6)
})

test('undo puts both bounds back, unless somebody has moved them since', async () => {
  const world = await startPractice()
  const before = await kubectl(world).get('horizontalpodautoscalers', 'nqba-api')
  const data = await makes(world, 'set-autoscaling', { deployment: 'nqba-api', min: 4, max: 8 })
  await putsBack(world, 'set-autoscaling', data)
  expect((await kubectl(world).get('horizontalpodautoscalers', 'nqba-api')).spec).toEqual(before.spec)
  expect(await using(world, 'set-autoscaling').undo(data)).toMatchObject({
    refusal: { says: expect.stringContaining('nqba-api keeps 3 to 12 replicas now, not 4 to 8 replicas') },
  })
})

test('bounds that somebody else moved meanwhile are a conflict, and made twice is made once', async () => {
  const world = await startPractice()
  const mine = using(world, 'set-autoscaling')
  const { data } = await mine.plan(input)
  await kubectl(world).patch('horizontalpodautoscalers', 'nqba-api', { spec: { minReplicas: 4 } })
  await expect(mine.apply(data)).rejects.toThrow(Conflict)
  expect(await mine.settle(data)).toMatchObject({
    state: 'unknown',
    says: 'nqba-api keeps 4 to 12 replicas, but not by this change',
  })
  await kubectl(world).patch('horizontalpodautoscalers', 'nqba-api', { spec: { minReplicas: 3 } })
  await mine.apply(data)
  const once = await kubectl(world).get('horizontalpodautoscalers', 'nqba-api')
  await mine.apply(data)
  expect(await kubectl(world).get('horizontalpodautoscalers', 'nqba-api')).toEqual(once)
})

test('fewer replicas than now are said as what goes', async () => {
  const world = await startPractice()
  await makes(world, 'scale', { deployment: 'nqba-api', replicas: 8 })
  const { warnings } = await using(world, 'set-autoscaling').plan({ deployment: 'nqba-api', max: 6 })
  expect(warnings).toEqual(['It affects 2 of 8 replicas (25 %)'])
})

test('limits, a missing autoscaler and bounds the wrong way round are refused', async () => {
  const world = await startPractice()
  const scaling = using(world, 'set-autoscaling')
  expect(await scaling.refusal({ deployment: 'nqba-api', max: 13 })).toMatchObject({ code: 'over-limit' })
  expect(await scaling.refusal({ deployment: 'nqba-api', min: 3 })).toMatchObject({ code: 'same' })
  expect(await scaling.refusal({ deployment: 'nqba-api', max: 2 })).toMatchObject({ code: 'bad-input' })
  expect(await scaling.refusal({ deployment: 'nqba-worker', max: 5 })).toMatchObject({
    code: 'not-found',
    says: 'No autoscaler targets nqba-worker: scale it instead',
  })
  expect(await scaling.refusal({ deployment: 'nqba-redis', max: 5 })).toMatchObject({ code: 'not-listed' })
  world.surroundings = { ...world.surroundings, ...limits({ maxReplicas: { 'nqba-api': 10 } }) }
  const stricter = using(world, 'set-autoscaling')
  expect((await stricter.plan({ deployment: 'nqba-api', max: 10 })).warnings).toEqual([
    '12 replicas is over the limit of 10 for nqba-api: Muster cannot put that back',
  ])
  expect((await stricter.plan({ deployment: 'nqba-api', min: 4 })).warnings).toEqual([])
})
