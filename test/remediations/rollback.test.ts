import { expect, test } from 'vitest'
import { Conflict } from '../../src/app/ports/failures.ts'
import { api, startPractice } from '../cluster/practice.ts'
import { kubectl, limits, makes, putsBack, tightBudget, using } from './using.ts'

const wide = { 'nqba-worker': { cpu: '8', memory: '16Gi' } }

test('a bad deploy is rolled back: planned, applied, verified, healed', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(60_000)
  const rollback = using(world, 'rollback')
  const plan = await rollback.plan({ deployment: 'nqba-api' })
  expect(plan).toMatchObject({
    says: 'Roll nqba-api back from revision 5 to 4',
    target: 'Deployment nqba-platform/nqba-api',
    changes: [
      { what: 'revision', before: '5', after: '4' },
      { what: 'image of api', before: 'nqba-api:2.8.1', after: 'nqba-api:2.8.0' },
      { what: 'change cause', before: 'Release 2.8.1: ledger', after: 'Release 2.8.0: cache schema 42' },
      { what: 'made', before: '2026-11-20 14:00 UTC', after: '2026-11-17 14:00 UTC (3d older)' },
    ],
    warnings: [
      'The last rollout of nqba-api has not finished',
      'Up to 1 of 3 pods of nqba-api may be out of service at a time while they are replaced (33 %)',
    ],
    lasting: true,
  })
  await rollback.apply(plan.data)
  expect(await rollback.verify(plan.data)).toMatchObject({ passed: false })
  world.pass(60_000)
  expect(await rollback.verify(plan.data)).toEqual({
    passed: true,
    summary: 'nqba-api: all 3 pods are updated and available',
    evidence: [],
  })
})

test('after a restart of the bad release the way back still leads to the good one', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(30_000)
  await world.cluster.restart(api, { restartedAt: '2026-11-20T14:00:30Z', remediation: 'rem-restart' })
  world.pass(30_000)
  const plan = await using(world, 'rollback').plan({ deployment: 'nqba-api' })
  expect(plan.says).toBe('Roll nqba-api back from revision 6 to 4')
})

test('a plan made again while the crash loop goes on is the same plan', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(5_000)
  const first = await using(world, 'rollback').plan({ deployment: 'nqba-api' })
  world.pass(300_000)
  const before = await world.cluster.deployment(api)
  world.pass(900_000)
  const after = await world.cluster.deployment(api)
  expect(after?.resourceVersion).not.toBe(before?.resourceVersion)
  expect(await using(world, 'rollback').plan({ deployment: 'nqba-api' })).toEqual(first)
  await using(world, 'rollback').apply(first.data)
})

test('what was deployed in between stops it, and nothing is done', async () => {
  const world = await startPractice()
  const rollback = using(world, 'rollback')
  const plan = await rollback.plan({ deployment: 'nqba-api', to: 2 })
  await world.breaks('bad-deploy')
  world.pass(1_000)
  await expect(rollback.apply(plan.data)).rejects.toThrow(Conflict)
  expect((await world.cluster.deployment(api))?.containers[0]?.image).toBe('nqba-api:2.8.1')
})

test('applied twice with the same id it is one rollback', async () => {
  const world = await startPractice()
  const rollback = using(world, 'rollback')
  const plan = await rollback.plan({ deployment: 'nqba-api', to: 2 })
  await rollback.apply(plan.data)
  world.pass(60_000)
  const once = await world.cluster.deployment(api)
  await rollback.apply(plan.data)
  world.pass(60_000)
  expect(await world.cluster.deployment(api)).toEqual(once)
})

test('refusals say what to do', async () => {
  const world = await startPractice()
  const rollback = using(world, 'rollback')
  expect(await rollback.refusal({ deployment: 'nqba-redis' })).toEqual({
    code: 'not-listed',
    says: 'nqba-redis is not a deployment Muster may touch for NQBA: add "- nqba-redis" under targets.deployments in nqba/service.yml',
  })
  expect(await rollback.refusal({ deployment: 'nqba-api', to: 9 })).toEqual({
    code: 'no-revision',
    says: 'nqba-api keeps no revision 9: choose one of 4, 3, 2, 1',
  })
  expect(await rollback.refusal({ deployment: 'nqba-api', to: 4 })).toMatchObject({ code: 'same' })
})

test('a rollback to pods that never come up is failed, not awaited for ever', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(60_000)
  const good = using(world, 'rollback', 'rem-1')
  const back = await good.plan({ deployment: 'nqba-api' })
  await good.apply(back.data)
  world.pass(60_000)
  const bad = using(world, 'rollback', 'rem-2')
  const again = await bad.plan({ deployment: 'nqba-api', to: 5 })
  await bad.apply(again.data)
  world.pass(60_000)
  const early = await bad.verify(again.data)
  expect(early).toMatchObject({ passed: false })
  expect(early.failed).toBeUndefined()
  expect(early.evidence[0]).toMatch(/CrashLoopBackOff/)
  world.pass(900_000)
  expect(await bad.verify(again.data)).toMatchObject({ passed: false, failed: true })
})

test('a progress deadline passed before the rollback is not held against it', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(1_200_000)
  expect(await world.cluster.rollout(api)).toMatchObject({ failed: true })
  const rollback = using(world, 'rollback')
  const plan = await rollback.plan({ deployment: 'nqba-api' })
  await rollback.apply(plan.data)
  for (let second = 0; second < 60; second += 1) {
    expect((await rollback.verify(plan.data)).failed).toBeUndefined()
    world.pass(1_000)
  }
  expect(await rollback.verify(plan.data)).toMatchObject({ passed: true })
})

test('undo names the revision it came from, and leaves the deployment as it was', async () => {
  const world = await startPractice()
  const { spec } = await kubectl(world).get('deployments', 'nqba-api')
  const data = await makes(world, 'rollback', { deployment: 'nqba-api', to: 2 })
  expect(await using(world, 'rollback').undo(data)).toEqual({
    ok: true,
    value: { name: 'rollback', input: { deployment: 'nqba-api', to: 4 } },
  })
  await putsBack(world, 'rollback', data)
  expect((await kubectl(world).get('deployments', 'nqba-api')).spec).toEqual(spec)
})

test('undo refuses, with the difference, once somebody has deployed since', async () => {
  const world = await startPractice()
  const data = await makes(world, 'rollback', { deployment: 'nqba-api', to: 2 })
  await world.breaks('bad-deploy')
  world.pass(1_000)
  expect(await using(world, 'rollback').undo(data)).toMatchObject({
    refusal: {
      code: 'changed',
      says: 'nqba-api runs revision 6 (nqba-api:2.8.1) now, not the pods of revision 2: somebody changed it since, so Muster does not put it back',
    },
  })
})

test('settings that changed without the image are told apart, and nothing further back is said', async () => {
  const world = await startPractice()
  await makes(world, 'restart', { deployment: 'nqba-worker' })
  const before = await using(world, 'rollback').plan({ deployment: 'nqba-worker', to: 3 })
  expect(before.changes).toContainEqual({
    what: 'pod template',
    before: 'restarted since',
    after: 'as in revision 3',
  })
  world.surroundings = { ...world.surroundings, ...limits({ maxResources: wide }) }
  await makes(world, 'set-resources', { deployment: 'nqba-worker', limits: { memory: '12Gi' } }, 'rem-2')
  const after = await using(world, 'rollback').plan({ deployment: 'nqba-worker' })
  expect(after.changes).toContainEqual({
    what: 'memory limits of worker',
    before: '12Gi',
    after: '8Gi',
  })
})

test('settings that go back with the revision are named one by one, and secrets among them stay hidden', async () => {
  const world = await startPractice()
  const found = await kubectl(world).get('deployments', 'nqba-api')
  const containers = [
    {
      name: 'api',
      image: 'nqba-api:2.8.0',
      env: [
        { name: 'LOG_LEVEL', value: 'debug' },
        { name: 'API_TOKEN', value: 'canary-4711' },
        { name: 'DB_HOST', valueFrom: { secretKeyRef: { name: 'db', key: 'host' } } },
      ],
      args: ['serve', '--password', 'canary-4712'],
    },
  ]
  await kubectl(world).patch('deployments', 'nqba-api', {
    spec: { template: { spec: { containers, terminationGracePeriodSeconds: 5 } } },
  })
  world.pass(60_000)
  const plan = await using(world, 'rollback').plan({ deployment: 'nqba-api' })
  expect(plan.changes).toEqual(
    expect.arrayContaining([
      { what: 'LOG_LEVEL of api', before: 'debug', after: 'not set' },
      { what: 'API_TOKEN of api', before: '[redacted]', after: 'not set' },
      { what: 'DB_HOST of api', before: 'from secretKeyRef.name=db secretKeyRef.key=host', after: 'not set' },
      { what: 'args of api', before: 'serve --password [redacted]', after: 'not set' },
      { what: 'terminationGracePeriodSeconds', before: '5', after: '30' },
    ]),
  )
  expect(JSON.stringify(plan)).not.toContain('canary')
  await using(world, 'rollback').apply(plan.data)
  expect((await kubectl(world).get('deployments', 'nqba-api')).spec).toEqual(found.spec)
})

test('warnings name who may undo it and whom it does not ask, and stop nothing', async () => {
  const world = await startPractice()
  await kubectl(world).create('poddisruptionbudgets', tightBudget)
  const annotations = { 'meta.helm.sh/release-name': 'nqba' }
  await kubectl(world).patch('deployments', 'nqba-api', { metadata: { annotations } })
  await world.breaks('bad-deploy')
  expect((await using(world, 'rollback').plan({ deployment: 'nqba-api' })).warnings).toEqual([
    'The last rollout of nqba-api has not finished',
    'Helm (release nqba) manages nqba-api: its next upgrade may undo this',
    expect.stringMatching(/^The disruption budget nqba-api lets no pod go now \(\d healthy, \d wanted\)/),
    'Up to 1 of 3 pods of nqba-api may be out of service at a time while they are replaced (33 %)',
  ])
})

test('a deployment that is paused, or knows one revision alone, is not rolled back', async () => {
  const world = await startPractice()
  await kubectl(world).patch('deployments', 'nqba-api', { spec: { paused: true } })
  expect(await using(world, 'rollback').refusal({ deployment: 'nqba-api' })).toMatchObject({ code: 'paused' })
  const { spec } = await kubectl(world).get('deployments', 'nqba-worker')
  await kubectl(world).remove('deployments', 'nqba-worker')
  world.pass(60_000)
  await kubectl(world).create('deployments', { metadata: { name: 'nqba-worker' }, spec })
  world.pass(60_000)
  expect(await using(world, 'rollback').refusal({ deployment: 'nqba-worker' })).toEqual({
    code: 'no-revision',
    says: 'nqba-worker has only revision 1: there is nothing to go back to',
  })
})
