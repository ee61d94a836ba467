import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, listAt, merge, steppedCluster } from './practice.ts'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

const budgets = '/apis/policy/v1/namespaces/nqba-platform/poddisruptionbudgets'
const selector = { matchLabels: { component: 'worker' } }

async function withBudget(spec: unknown) {
  const practice = await steppedCluster()
  const made = await practice.ask('POST', budgets, { body: { metadata: { name: 'workers' }, spec } })
  expect(made.status).toBe(201)
  practice.clock.advance(100)
  return practice
}

const status = async ({ ask }: Practice) => (await ask('GET', `${budgets}/workers`)).body.status

const workers = async ({ ask }: Practice) =>
  listAt((await ask('GET', `${core}/pods?labelSelector=component%3Dworker`)).body, 'items').map((one) =>
    String(fieldAt(one, 'metadata.name')),
  )

const evict = ({ ask }: Practice, name: string, more: object = {}) =>
  ask('POST', `${core}/pods/${name}/eviction`, {
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, ...more },
  })

test('a budget says how many pods it can spare, by number and by share', async () => {
  const practice = await withBudget({ maxUnavailable: 1, selector })
  expect(await status(practice)).toMatchObject({
    observedGeneration: 1,
    expectedPods: 4,
    currentHealthy: 4,
    desiredHealthy: 3,
    disruptionsAllowed: 1,
    conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }],
  })
  const change = async (spec: unknown) => {
    await practice.ask('PATCH', `${budgets}/workers`, { type: merge, body: { spec } })
    practice.clock.advance(100)
    return status(practice)
  }
  expect(await change({ maxUnavailable: '30%' })).toMatchObject({ desiredHealthy: 2, disruptionsAllowed: 2 })
  expect(await change({ maxUnavailable: null, minAvailable: '90%' })).toMatchObject({
    observedGeneration: 3,
    desiredHealthy: 4,
    disruptionsAllowed: 0,
    conditions: [{ status: 'False', reason: 'InsufficientPods' }],
  })
  expect(await change({ minAvailable: 3, selector: { matchLabels: { component: 'nobody' } } })).toMatchObject(
    {
      expectedPods: 0,
      disruptionsAllowed: 0,
    },
  )
})

test('evictions are refused with 429 once the budget is spent, until the lost pod is replaced', async () => {
  const practice = await withBudget({ minAvailable: 3, selector })
  const [first = '', second = ''] = await workers(practice)
  expect((await evict(practice, first, { deleteOptions: { dryRun: ['All'] } })).status).toBe(201)
  expect(await status(practice)).toMatchObject({ disruptionsAllowed: 1 })
  expect((await evict(practice, first)).status).toBe(201)
  const refused = await evict(practice, second)
  expect(refused).toMatchObject({
    status: 429,
    body: {
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: 'The disruption budget workers needs 3 healthy pods and has 4 currently',
          },
        ],
      },
    },
  })
  expect(await workers(practice)).toContain(second)
  practice.clock.advance(10_000)
  expect(await status(practice)).toMatchObject({ currentHealthy: 4, disruptionsAllowed: 1 })
  expect((await evict(practice, second)).status).toBe(201)
})

test('deleting a pod asks no budget, and a rollout none either', async () => {
  const practice = await withBudget({ maxUnavailable: 0, selector })
  const [first = ''] = await workers(practice)
  expect((await evict(practice, first)).status).toBe(429)
  expect((await practice.ask('DELETE', `${core}/pods/${first}`)).status).toBe(200)
  practice.clock.advance(100)
  expect(await status(practice)).toMatchObject({ currentHealthy: 3, desiredHealthy: 4 })
})

test('a pod that does not work anyway may go while enough others do', async () => {
  const practice = await withBudget({ minAvailable: 3, selector })
  await practice.ask('PATCH', `${deployments}/nqba-worker`, {
    type: 'application/json-patch+json',
    body: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nqba-worker:none' }],
  })
  practice.clock.advance(5_000)
  const pods = practice.world.store.list('pods').filter((one) => one.metadata.labels?.component === 'worker')
  const broken = pods.find((one) => fieldAt(one, 'status.phase') === 'Pending')
  expect((await evict(practice, broken?.metadata.name ?? '')).status).toBe(201)
})

test('two budgets for one pod cannot both be kept: the server says so', async () => {
  const practice = await withBudget({ minAvailable: 1, selector })
  await practice.ask('POST', budgets, {
    body: { metadata: { name: 'again' }, spec: { minAvailable: 1, selector } },
  })
  const [first = ''] = await workers(practice)
  expect(await evict(practice, first)).toMatchObject({
    status: 500,
    body: { message: expect.stringContaining('more than one PodDisruptionBudget') },
  })
})

test('an eviction and a deletion bound to another pod of that name are refused', async () => {
  const practice = await steppedCluster()
  const [first = ''] = await workers(practice)
  const pod = practice.world.store.get('pods', 'nqba-platform', first)
  const preconditions = { uid: 'another' }
  expect((await evict(practice, first, { deleteOptions: { preconditions } })).status).toBe(409)
  const path = `${core}/pods/${first}`
  expect(await practice.ask('DELETE', path, { body: { preconditions } })).toMatchObject({
    status: 409,
    body: {
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Pod "${first}": the UID in the precondition (another) does not match the UID in record (${pod?.metadata.uid}). The object might have been deleted and then recreated`,
    },
  })
  const stale = { preconditions: { uid: pod?.metadata.uid, resourceVersion: '1' } }
  expect((await practice.ask('DELETE', path, { body: stale })).body.message).toContain(
    `the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${pod?.metadata.resourceVersion}). The object might have been modified`,
  )
  const tried = await practice.ask('DELETE', `${path}?dryRun=All`)
  expect(tried.body.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 })
  expect(practice.world.store.get('pods', 'nqba-platform', first)).toEqual(pod)
  const exact = { preconditions: { uid: pod?.metadata.uid, resourceVersion: pod?.metadata.resourceVersion } }
  expect((await practice.ask('DELETE', path, { body: exact })).status).toBe(200)
  const hurried = await practice.ask('DELETE', `${path}?gracePeriodSeconds=5`)
  expect(hurried.body.metadata).toMatchObject({
    deletionGracePeriodSeconds: 5,
    deletionTimestamp: '2026-11-20T13:00:05Z',
  })
  const held = await practice.ask('DELETE', `${path}?gracePeriodSeconds=60`)
  expect(held.body.metadata).toMatchObject({ deletionGracePeriodSeconds: 5 })
  expect((await practice.ask('DELETE', `${path}?gracePeriodSeconds=0`)).status).toBe(200)
  expect(practice.world.store.get('pods', 'nqba-platform', first)).toBeUndefined()
})

test('policies of admission are stored, with their bindings', async () => {
  const { ask } = await steppedCluster()
  const group = '/apis/admissionregistration.k8s.io/v1'
  for (const [plural, spec] of [
    ['validatingadmissionpolicies', { validations: [{ expression: 'object.spec.replicas <= 12' }] }],
    ['validatingadmissionpolicybindings', { policyName: 'muster', validationActions: ['Deny'] }],
  ] as const) {
    const made = await ask('POST', `${group}/${plural}`, { body: { metadata: { name: 'muster' }, spec } })
    expect(made).toMatchObject({ status: 201, body: { metadata: { name: 'muster', generation: 1 } } })
    expect((await ask('GET', `${group}/${plural}/muster`)).body.spec).toEqual(spec)
  }
})
