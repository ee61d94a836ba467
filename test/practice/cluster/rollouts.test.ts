import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, jsonPatch, listAt, merge, steppedCluster, strategic } from './practice.ts'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

const setImage = ({ ask }: Practice, image: string, name = 'nqba-api') =>
  ask('PATCH', `${deployments}/${name}`, {
    type: jsonPatch,
    body: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: image }],
  })

const deployment = async ({ ask }: Practice, name = 'nqba-api') =>
  (await ask('GET', `${deployments}/${name}`)).body

const condition = (body: unknown, type: string) =>
  listAt(body, 'status.conditions').find((one) => fieldAt(one, 'type') === type)

test('a rollout keeps enough pods available at every moment', async () => {
  const practice = await steppedCluster()
  await setImage(practice, 'nqba-api:2.7.1')
  const available: number[] = []
  const totals: number[] = []
  for (let step = 0; step < 120; step += 1) {
    practice.clock.advance(100)
    const found = practice.world.store.get('deployments', 'nqba-platform', 'nqba-api')
    available.push(Number(fieldAt(found, 'status.availableReplicas') ?? 0))
    totals.push(Number(fieldAt(found, 'status.replicas') ?? 0))
  }
  expect(Math.min(...available)).toBe(2)
  expect(Math.max(...totals)).toBe(4)
  expect(await deployment(practice)).toMatchObject({
    status: { replicas: 3, updatedReplicas: 3, availableReplicas: 3 },
  })
})

test('a pod counts as available only after it has been ready for as long as the deployment asks', async () => {
  const practice = await steppedCluster()
  await practice.ask('PATCH', `${deployments}/nqba-api`, {
    type: merge,
    body: { spec: { minReadySeconds: 30, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } },
  })
  await setImage(practice, 'nqba-api:2.7.1')
  practice.clock.advance(20_000)
  expect(await deployment(practice)).toMatchObject({
    status: { updatedReplicas: 1, readyReplicas: 4, availableReplicas: 3 },
  })
  practice.clock.advance(20_000)
  expect(await deployment(practice)).toMatchObject({ status: { updatedReplicas: 2, replicas: 4 } })
  practice.clock.advance(90_000)
  expect(await deployment(practice)).toMatchObject({
    status: { updatedReplicas: 3, replicas: 3, availableReplicas: 3 },
  })
})

test('going back to an older template gives its ReplicaSet the newest revision', async () => {
  const practice = await steppedCluster()
  await setImage(practice, 'nqba-api:2.7.0')
  practice.clock.advance(20_000)
  const body = await deployment(practice)
  expect(fieldAt(body, 'metadata.annotations')).toMatchObject({ 'deployment.kubernetes.io/revision': '5' })
  const sets = await practice.ask('GET', '/apis/apps/v1/namespaces/nqba-platform/replicasets')
  const newest = listAt(sets.body, 'items').find(
    (one) =>
      fieldAt(one, 'spec.replicas') === 3 && String(fieldAt(one, 'metadata.name')).startsWith('nqba-api'),
  )
  expect(fieldAt(newest, 'metadata.annotations')).toMatchObject({
    'deployment.kubernetes.io/revision': '5',
    'deployment.kubernetes.io/revision-history': '2',
  })
})

test('a rollout that cannot finish is called late after its deadline', async () => {
  const practice = await steppedCluster()
  await practice.ask('PATCH', `${deployments}/nqba-api`, {
    type: merge,
    body: { spec: { progressDeadlineSeconds: 60 } },
  })
  await setImage(practice, 'nqba-api:no-such-tag')
  practice.clock.advance(30_000)
  expect(condition(await deployment(practice), 'Progressing')).toMatchObject({ reason: 'ReplicaSetUpdated' })
  const pods = await practice.ask('GET', `${core}/pods?labelSelector=component%3Dapi`)
  const waiting = listAt(pods.body, 'items').map((pod) =>
    fieldAt(listAt(pod, 'status.containerStatuses')[0], 'state.waiting.reason'),
  )
  expect(waiting.filter((reason) => reason === 'ImagePullBackOff' || reason === 'ErrImagePull')).toHaveLength(
    2,
  )
  practice.clock.advance(60_000)
  expect(condition(await deployment(practice), 'Progressing')).toMatchObject({
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: expect.stringMatching(/^ReplicaSet "nqba-api-\w+" has timed out progressing\.$/),
  })
  await setImage(practice, 'nqba-api:2.8.0')
  practice.clock.advance(20_000)
  expect(condition(await deployment(practice), 'Progressing')).toMatchObject({
    status: 'True',
    reason: 'NewReplicaSetAvailable',
  })
})

test('a crashing container is restarted ever more slowly, and its last words are kept', async () => {
  const practice = await steppedCluster()
  await setImage(practice, 'nqba-api:2.8.1')
  practice.clock.advance(25_000)
  const pods = await practice.ask('GET', `${core}/pods?labelSelector=component%3Dapi`)
  const broken = listAt(pods.body, 'items').find(
    (pod) => fieldAt(listAt(pod, 'status.containerStatuses')[0], 'ready') === false,
  )
  const [status] = listAt(broken, 'status.containerStatuses')
  expect(status).toMatchObject({
    state: { waiting: { reason: 'CrashLoopBackOff', message: expect.stringContaining('back-off 20s') } },
    lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  })
  const path = `${core}/pods/${fieldAt(broken, 'metadata.name')}/log`
  expect((await practice.ask('GET', `${path}?previous=true`)).text).toContain(
    'panic: missing required setting',
  )
  const events = await practice.ask('GET', `${core}/events?fieldSelector=reason%3DBackOff`)
  expect(listAt(events.body, 'items').length).toBeGreaterThan(0)
})

test('a paused deployment scales but does not roll out until it is resumed', async () => {
  const practice = await steppedCluster()
  const pause = (paused: boolean | null) =>
    practice.ask('PATCH', `${deployments}/nqba-api`, { type: strategic, body: { spec: { paused } } })
  await pause(true)
  await setImage(practice, 'nqba-api:2.7.1')
  await practice.ask('PATCH', `${deployments}/nqba-api/scale`, {
    type: merge,
    body: { spec: { replicas: 5 } },
  })
  practice.clock.advance(20_000)
  const paused = await deployment(practice)
  expect(paused).toMatchObject({ status: { replicas: 5 } })
  expect(fieldAt(paused, 'status.updatedReplicas')).toBeUndefined()
  expect(condition(paused, 'Progressing')).toMatchObject({ reason: 'DeploymentPaused' })
  await pause(null)
  practice.clock.advance(30_000)
  expect(await deployment(practice)).toMatchObject({ status: { replicas: 5, updatedReplicas: 5 } })
})

test('a deleted deployment takes its ReplicaSets and pods along', async () => {
  const practice = await steppedCluster()
  await practice.ask('DELETE', `${deployments}/nqba-ipfs`)
  practice.clock.advance(5_000)
  const pods = await practice.ask('GET', `${core}/pods?labelSelector=component%3Dipfs`)
  expect(listAt(pods.body, 'items')).toEqual([])
})

test('the autoscaler pulls a deployment back between its bounds', async () => {
  const practice = await steppedCluster()
  const scale = (replicas: number) =>
    practice.ask('PATCH', `${deployments}/nqba-api/scale`, { type: merge, body: { spec: { replicas } } })
  await scale(20)
  practice.clock.advance(20_000)
  expect(await deployment(practice)).toMatchObject({ spec: { replicas: 12 } })
  await scale(1)
  practice.clock.advance(20_000)
  expect(await deployment(practice)).toMatchObject({ spec: { replicas: 3 } })
  await scale(0)
  practice.clock.advance(20_000)
  expect(await deployment(practice), 'zero switches the autoscaler off').toMatchObject({
    spec: { replicas: 0 },
  })
})

test('logs are the same whenever they are read, and narrowed as asked', async () => {
  const practice = await steppedCluster()
  const { world, ask, clock } = practice
  const pod = world.store.list('pods').find((one) => one.metadata.labels?.component === 'worker')
    ?.metadata.name
  const log = async (query: string) => (await ask('GET', `${core}/pods/${pod}/log?${query}`)).text
  const first = await log('sinceSeconds=60')
  expect(first.trim().split('\n').length).toBe(15)
  expect(await log('sinceSeconds=60')).toBe(first)
  expect((await log('tailLines=2')).trim().split('\n')).toEqual(first.trim().split('\n').slice(-2))
  clock.advance(60_000)
  expect(await log('sinceSeconds=120')).toContain(first)
  expect(await log('limitBytes=10')).toHaveLength(10)
})
