import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Conflict, Denied } from '../../src/app/ports/failures.ts'
import { covers } from '../../src/cluster/disruption-budgets.ts'
import { api, namespace, type Practice, startPractice, worker } from './practice.ts'

const run = promisify(execFile)
const kubectl = ['/usr/bin/kubectl', '/usr/local/bin/kubectl'].find((path) => existsSync(path))

test('the bounds of an autoscaler are set by its own name, with the mark, and nothing else of it changes', async () => {
  const { cluster, practice } = await startPractice()
  const before = await cluster.autoscaler(api)
  expect(before).toMatchObject({ name: 'nqba-api', min: 3, max: 12, current: 3 })
  const stored = () => practice.world.store.get('horizontalpodautoscalers', namespace, 'nqba-api')
  const spec = Object(stored()?.spec)
  const change = { min: 4, max: 9, ifVersion: before?.resourceVersion ?? '', remediation: 'rem-1' }
  await cluster.setAutoscaling(api, { ...change, dryRun: true })
  expect(await cluster.autoscaler(api)).toEqual(before)
  await cluster.setAutoscaling(api, change)
  expect(await cluster.autoscaler(api)).toMatchObject({
    min: 4,
    max: 9,
    annotations: { 'muster.dev/remediation': 'rem-1' },
  })
  expect(stored()?.spec).toEqual({ ...spec, minReplicas: 4, maxReplicas: 9 })
  await expect(cluster.setAutoscaling(api, { ...change, max: 20 })).rejects.toThrow(Conflict)
  const again = { ...change, ifVersion: (await cluster.autoscaler(api))?.resourceVersion ?? '' }
  await expect(cluster.setAutoscaling(api, { ...again, min: 5, max: 2, dryRun: true })).rejects.toThrow(
    /maxReplicas/,
  )
})

test('requests and limits of one container are set, kept where not named, and taken away by null', async () => {
  const { cluster } = await startPractice()
  const before = await cluster.deployment(api)
  expect(before?.containers[0]?.resources).toEqual({
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { cpu: '2', memory: '2Gi' },
  })
  const change = {
    container: 'api',
    requests: { cpu: null },
    limits: { memory: '4Gi' },
    ifVersion: before?.resourceVersion ?? '',
    remediation: 'rem-1',
  }
  await cluster.setResources(api, { ...change, dryRun: true })
  expect(await cluster.deployment(api)).toEqual(before)
  await cluster.setResources(api, change)
  const after = await cluster.deployment(api)
  expect(after?.containers).toEqual([
    {
      name: 'api',
      image: 'nqba-api:2.8.0',
      resources: { requests: { memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    },
  ])
  expect(after?.annotations['muster.dev/remediation']).toBe('rem-1')
  await expect(cluster.setResources(api, change)).rejects.toThrow(Conflict)
})

test.skipIf(!kubectl)(
  'setting resources leaves what kubectl set resources leaves (skipped without kubectl)',
  async () => {
    const ours = await startPractice()
    const theirs = await startPractice()
    await ours.cluster.setResources(api, {
      container: 'api',
      requests: { cpu: '250m' },
      limits: { memory: '4Gi', cpu: '3' },
      ifVersion: (await ours.cluster.deployment(api))?.resourceVersion ?? '',
      remediation: 'rem-1',
    })
    await run(kubectl ?? '', [
      `--kubeconfig=${theirs.practice.kubeconfigPath}`,
      `--namespace=${namespace}`,
      ...['set', 'resources', 'deployment/nqba-api', '--containers=api'],
      ...['--requests=cpu=250m', '--limits=memory=4Gi,cpu=3'],
    ])
    const spec = ({ practice }: Practice) =>
      practice.world.store.get('deployments', namespace, api.name)?.spec
    expect(spec(ours)).toEqual(spec(theirs))
    expect((await theirs.cluster.deployment(api))?.containers[0]?.resources).toEqual({
      requests: { cpu: '250m', memory: '1Gi' },
      limits: { cpu: '3', memory: '4Gi' },
    })
  },
)

test('resources of a container that is not there add none', async () => {
  const { cluster } = await startPractice()
  const { resourceVersion: ifVersion = '', ...before } = (await cluster.deployment(api)) ?? {}
  const change = { requests: {}, limits: { cpu: '1' }, ifVersion, remediation: 'rem-1' }
  await expect(cluster.setResources(api, { ...change, container: 'sidecar' })).rejects.toThrow(
    'nqba-api has no container sidecar: it has api',
  )
  expect(await cluster.deployment(api)).toMatchObject(before)
})

test('a restart can be tried without being done, and leaves what kubectl leaves', async () => {
  const { cluster } = await startPractice()
  const before = await cluster.deployment(worker)
  const restartedAt = '2026-11-20T14:00:00Z'
  await cluster.restart(worker, { restartedAt, remediation: 'rem-1', dryRun: true })
  expect(await cluster.deployment(worker)).toEqual(before)
  await cluster.restart(worker, { restartedAt, remediation: 'rem-1' })
  expect((await cluster.deployment(worker))?.restartedAt).toBe(restartedAt)
  const late = { restartedAt: '2026-11-20T15:00:00Z', remediation: 'rem-2' }
  await expect(
    cluster.restart(worker, { ...late, ifVersion: before?.resourceVersion ?? '' }),
  ).rejects.toThrow(Conflict)
})

test('one pod is deleted, by name and uid, and its ReplicaSet makes another', async () => {
  const { cluster, pass } = await startPractice()
  const [pod, other] = await cluster.pods(namespace, 'component=worker')
  if (!pod || !other) throw new Error('nqba-worker has no pods')
  expect(pod).toMatchObject({ owner: { kind: 'ReplicaSet' }, labels: { component: 'worker' } })
  const target = { namespace, name: pod.name }
  await cluster.deletePod(target, { uid: pod.uid, dryRun: true })
  await expect(cluster.deletePod(target, { uid: other.uid })).rejects.toThrow(Conflict)
  expect((await cluster.pods(namespace, 'component=worker')).map(({ uid }) => uid)).toContain(pod.uid)
  await cluster.deletePod(target, { uid: pod.uid })
  pass(60_000)
  const left = await cluster.pods(namespace, 'component=worker')
  expect(left).toHaveLength(4)
  expect(left.map(({ uid }) => uid)).not.toContain(pod.uid)
  const again = cluster.deletePod(target, { uid: pod.uid })
  await expect(again).rejects.toThrow(Denied)
  await expect(again).rejects.toThrow(`Pod ${pod.name} is already gone`)
})

test('events of an object come oldest first, with how often', async () => {
  const { cluster, pass } = await startPractice()
  const { resourceVersion: ifVersion = '' } = (await cluster.deployment(worker)) ?? {}
  await cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })
  pass(60_000)
  const events = await cluster.events(worker, 'Deployment')
  expect(events).toContainEqual({
    at: expect.stringMatching(/^2026-11-20T14:00/),
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: expect.stringMatching(/^Scaled up replica set nqba-worker-/),
    count: expect.any(Number),
  })
  const times = events.map(({ at }) => Date.parse(at))
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(await cluster.events({ namespace, name: 'nope' }, 'Deployment')).toEqual([])
})

test('a disruption budget is found by the labels of the pods it covers', async () => {
  const { cluster, practice } = await startPractice()
  practice.world.store.create(
    'poddisruptionbudgets',
    {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: { name: 'workers', namespace },
      spec: { minAvailable: 4, selector: { matchLabels: { component: 'worker' } } },
      status: { disruptionsAllowed: 0, currentHealthy: 4, desiredHealthy: 4, expectedPods: 4 },
    },
    { manager: 'test' },
  )
  const of = async (selector: string) => {
    const [pod] = await cluster.pods(namespace, selector)
    return cluster.disruptionBudgets(namespace, pod?.labels ?? {})
  }
  expect(await of('component=worker')).toEqual([
    { name: 'workers', disruptionsAllowed: 0, healthy: 4, wanted: 4 },
  ])
  expect(await of('component=api')).toEqual([])
})

test.each([
  [undefined, false],
  [{}, true],
  [{ matchLabels: { app: 'nqba' } }, true],
  [{ matchLabels: { app: 'nqba', tier: 'web' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['qflow', 'nqba'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['nqba'] }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, true],
])('the selector %j of a budget covers a pod of app=nqba: %s', (written, expected) => {
  const selector = written && {
    matchLabels: {},
    ...written,
    matchExpressions: ('matchExpressions' in written ? written.matchExpressions : []).map((one) => ({
      values: [],
      ...one,
    })),
  }
  expect(covers(selector, { app: 'nqba' })).toBe(expected)
})
