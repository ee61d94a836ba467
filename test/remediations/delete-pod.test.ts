import { expect, test } from 'vitest'
import { namespace, startPractice } from '../cluster/practice.ts'
import { kubectl, tightBudget, using } from './using.ts'

const input = { deployment: 'nqba-api' }
const podsOf = (world: Awaited<ReturnType<typeof startPractice>>, component = 'api') =>
  world.cluster.pods(namespace, `component=${component}`)

test('the pod that crash-loops is found, deleted, and replaced', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(120_000)
  const pods = await podsOf(world)
  const bad = pods.filter(({ ready }) => !ready).map(({ name }) => name)
  const deletion = using(world, 'delete-pod')
  const plan = await deletion.plan(input)
  const name = String(plan.data.pod)
  expect(bad).toContain(name)
  expect(plan).toMatchObject({
    says: `Delete the pod ${name} of nqba-api`,
    changes: [{ what: `pod ${name}`, before: 'not ready', after: 'deleted, another made' }],
    target: `Pod nqba-platform/${name}`,
    touches: ['Deployment nqba-platform/nqba-api'],
    lasting: false,
  })
  expect(plan.warnings[0]).toMatch(new RegExp(`^${name} is in CrashLoopBackOff after \\d+ restarts`))
  expect(await deletion.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await deletion.apply(plan.data)
  expect(await deletion.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await deletion.apply(plan.data)).toEqual({ says: `${name} is gone already` })
  world.pass(60_000)
  // What is made instead crashes as well: deleting it was no cure, and nobody is told it was.
  expect(await deletion.verify(plan.data)).toMatchObject({ passed: false })
})

test('the same pod is chosen while the crash loop goes on', async () => {
  const world = await startPractice()
  await world.breaks('bad-deploy')
  world.pass(120_000)
  const first = await using(world, 'delete-pod').plan(input)
  for (let minute = 0; minute < 5; minute += 1) {
    world.pass(37_000)
    const again = await using(world, 'delete-pod').plan(input)
    expect({ ...again, warnings: [] }).toEqual({ ...first, warnings: [] })
  }
})

test('a pod that hangs, though it is ready, is deleted by name and stood in for', async () => {
  const world = await startPractice()
  await kubectl(world).create('poddisruptionbudgets', tightBudget)
  world.pass(60_000)
  const [pod] = await podsOf(world)
  const deletion = using(world, 'delete-pod')
  const plan = await deletion.plan({ ...input, pod: pod?.name })
  expect(plan.warnings).toEqual([
    expect.stringContaining('is ready and serves'),
    expect.stringContaining('The disruption budget nqba-api lets no pod go now'),
    'It affects 1 of 3 replicas (33 %)',
  ])
  await deletion.apply(plan.data)
  expect(await deletion.verify(plan.data)).toMatchObject({ passed: false })
  world.pass(60_000)
  expect(await deletion.verify(plan.data)).toMatchObject({
    passed: true,
    summary: expect.stringMatching(/^nqba-api-\S+ is gone, and nqba-api-\S+ is ready$/),
  })
})

test('a deletion whose answer is lost is known by the pod being gone', async () => {
  const world = await startPractice({ requestTimeoutMs: 300 })
  const [pod] = await podsOf(world)
  const deletion = using(world, 'delete-pod')
  const { data } = await deletion.plan({ ...input, pod: pod?.name })
  world.faults.order({ call: 'DELETE *', fault: { kind: 'drop-after' }, times: 1 })
  await expect(deletion.apply(data)).rejects.toMatchObject({ uncertain: true })
  expect(await deletion.settle(data)).toMatchObject({ state: 'applied' })
})

test('the last ready pod, one without owner and one of somebody else are left alone', async () => {
  const world = await startPractice()
  const deletion = using(world, 'delete-pod')
  expect(await deletion.refusal(input)).toMatchObject({
    code: 'same',
    says: expect.stringMatching(/^No pod of nqba-api is broken: name one, as in pod=nqba-api-/),
  })
  expect(await deletion.refusal({ ...input, pod: 'nqba-worker-x' })).toMatchObject({ code: 'not-found' })
  expect(await deletion.refusal({ deployment: 'nqba-redis' })).toMatchObject({ code: 'not-listed' })

  const [made] = await podsOf(world)
  const { spec } = await kubectl(world).get('pods', made?.name ?? '')
  const labels = { app: 'nqba-platform', component: 'api' }
  await kubectl(world).create('pods', { metadata: { name: 'bare', labels }, spec })
  expect(await deletion.refusal({ ...input, pod: 'bare' })).toMatchObject({ code: 'no-owner' })
  await kubectl(world).remove('pods', 'bare')

  await kubectl(world).patch('horizontalpodautoscalers', 'nqba-api', { spec: { minReplicas: 1 } })
  await kubectl(world).patch('deployments', 'nqba-api', { spec: { replicas: 1 } })
  world.pass(60_000)
  const [last] = await podsOf(world)
  expect(await deletion.refusal({ ...input, pod: last?.name })).toMatchObject({
    code: 'last-ready',
    says: expect.stringContaining('is the last ready pod of nqba-api'),
  })
})

test('a pod that has become the last ready one by the time it runs is not deleted', async () => {
  const world = await startPractice()
  const [pod] = await podsOf(world)
  const deletion = using(world, 'delete-pod')
  const { data } = await deletion.plan({ ...input, pod: pod?.name })
  for (const other of await podsOf(world)) {
    if (other.name !== pod?.name) await kubectl(world).remove('pods', other.name)
  }
  await expect(deletion.apply(data)).rejects.toThrow('is the last ready pod of nqba-api by now')
})

test('pods that have only just been started are given their time', async () => {
  const world = await startPractice()
  const restart = using(world, 'restart')
  await restart.apply((await restart.plan(input)).data)
  world.pass(500)
  expect((await podsOf(world)).some(({ ready }) => !ready)).toBe(true)
  expect(await using(world, 'delete-pod').refusal(input)).toMatchObject({ code: 'same' })
})
