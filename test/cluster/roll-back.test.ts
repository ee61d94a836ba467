import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/failures.ts'
import { annotationsAfter } from '../../src/cluster/roll-back.ts'
import type { KubeObject } from '../../src/practice/cluster/object.ts'
import { api, namespace, type Practice, startPractice } from './practice.ts'

const run = promisify(execFile)
const kubectl = ['/usr/bin/kubectl', '/usr/local/bin/kubectl'].find((path) => existsSync(path))

const stored = ({ practice }: Practice): KubeObject => {
  const found = practice.world.store.get('deployments', namespace, 'nqba-api')
  if (!found) throw new Error('nqba-api is not there')
  return found
}

async function rollBack({ cluster }: Practice, revision: number, remediation: string): Promise<void> {
  const deployment = await cluster.deployment(api)
  const to = (await cluster.revisions(api)).find((one) => one.revision === revision)
  await cluster.rollBack(api, {
    replicaSet: to?.replicaSet ?? '',
    ifVersion: deployment?.resourceVersion ?? '',
    remediation,
  })
}

test('the old images come back, with their change cause, as a new revision', async () => {
  const world = await startPractice()
  await rollBack(world, 3, 'rem-1')
  world.pass(60_000)
  expect(await world.cluster.deployment(api)).toMatchObject({
    revision: 5,
    containers: [{ image: 'nqba-api:2.7.1' }],
    annotations: {
      'kubernetes.io/change-cause': 'Release 2.7.1: fix billing rounding',
      'muster.dev/remediation': 'rem-1',
    },
  })
  expect(await world.cluster.rollout(api)).toMatchObject({ done: true, failed: false })
})

test.skipIf(!kubectl)(
  'it leaves what kubectl rollout undo leaves, field by field (skipped without kubectl)',
  async () => {
    const ours = await startPractice()
    const theirs = await startPractice()
    await rollBack(ours, 2, 'rem-1')
    const { kubeconfigPath } = theirs.practice
    await run(kubectl ?? '', [
      `--kubeconfig=${kubeconfigPath}`,
      `--namespace=${namespace}`,
      'rollout',
      'undo',
      'deployment/nqba-api',
      '--to-revision=2',
    ])
    for (const world of [ours, theirs]) world.pass(60_000)
    const [left, right] = [stored(ours), stored(theirs)]
    const { 'muster.dev/remediation': mark, ...annotations } = left.metadata.annotations ?? {}
    expect(mark).toBe('rem-1')
    expect(annotations).toEqual(right.metadata.annotations)
    expect(left.spec).toEqual(right.spec)
    expect(left.metadata.labels).toEqual(right.metadata.labels)
  },
)

test('a field of the template that nobody here knows survives the way back', async () => {
  const world = await startPractice()
  const old = (await world.cluster.revisions(api)).find(({ revision }) => revision === 3)
  const { store } = world.practice.world
  const replicaSet = store.get('replicasets', namespace, old?.replicaSet ?? '')
  if (!replicaSet) throw new Error('revision 3 has no ReplicaSet')
  const changed = structuredClone(replicaSet)
  Object.assign(Object(Object(changed.spec).template).spec, { shapedByTomorrow: { depth: 3 } })
  store.update('replicasets', changed, { manager: 'tomorrow' })
  await rollBack(world, 3, 'rem-1')
  expect(Object(stored(world).spec).template.spec).toMatchObject({
    containers: [{ image: 'nqba-api:2.7.1' }],
    shapedByTomorrow: { depth: 3 },
  })
})

test('a paused deployment is not rolled back', async () => {
  const world = await startPractice()
  const { store } = world.practice.world
  const paused = structuredClone(stored(world))
  Object.assign(Object(paused.spec), { paused: true })
  store.update('deployments', paused, { manager: 'kubectl' })
  await expect(rollBack(world, 3, 'rem-1')).rejects.toThrow(/paused/)
  await expect(
    world.cluster.restart(api, { restartedAt: '2026-11-20T14:00:00Z', remediation: 'rem-1' }),
  ).rejects.toThrow(Denied)
})

test('the revision that runs already is not rolled back to, nor one that is gone', async () => {
  const world = await startPractice()
  await expect(rollBack(world, 4, 'rem-1')).rejects.toThrow(/already runs/)
  await expect(rollBack(world, 99, 'rem-1')).rejects.toThrow(Denied)
})

test('a ReplicaSet of another owner is no revision of this deployment, whatever its labels', async () => {
  const world = await startPractice()
  const { store } = world.practice.world
  const [, earlier] = await world.cluster.revisions(api)
  const mine = store.get('replicasets', namespace, earlier?.replicaSet ?? '')
  const [owner] = mine?.metadata.ownerReferences ?? []
  if (!mine || !owner) throw new Error('nqba-api has no earlier revision')
  const { metadata, ...rest } = structuredClone(mine)
  const { labels = {}, annotations = {} } = metadata
  const stray = (name: string, ownerReferences: (typeof owner)[]) =>
    store.create(
      'replicasets',
      { ...rest, metadata: { name, namespace, labels, annotations, ownerReferences } },
      { manager: 'test' },
    )
  stray('of-another', [{ ...owner, uid: 'another' }])
  stray('not-controlled', [{ ...owner, controller: false }])
  const kept = await world.cluster.revisions(api)
  expect(kept.map(({ replicaSet }) => replicaSet)).not.toContain('of-another')
  expect(kept.map(({ replicaSet }) => replicaSet)).not.toContain('not-controlled')
  const { resourceVersion: ifVersion = '' } = (await world.cluster.deployment(api)) ?? {}
  await expect(
    world.cluster.rollBack(api, { replicaSet: 'of-another', ifVersion, remediation: 'rem-1' }),
  ).rejects.toThrow(Denied)
})

test("annotations come from the revision, except the deployment's own bookkeeping", () => {
  expect(
    annotationsAfter(
      {
        'deployment.kubernetes.io/revision': '7',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
        team: 'payments',
      },
      {
        'deployment.kubernetes.io/revision': '3',
        'kubernetes.io/change-cause': 'v3',
        'deployment.kubernetes.io/max-replicas': '4',
      },
    ),
  ).toEqual({
    'deployment.kubernetes.io/revision': '7',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'kubernetes.io/change-cause': 'v3',
  })
})

test('the same restart asked twice is one restart', async () => {
  const { cluster, pass, practice } = await startPractice()
  const change = { restartedAt: '2026-11-20T14:00:00.123Z', remediation: 'rem-1' }
  await cluster.restart(api, change)
  pass(60_000)
  const once = await cluster.deployment(api)
  await cluster.restart(api, change)
  pass(60_000)
  expect(await cluster.deployment(api)).toEqual(once)
  expect(once?.revision).toBe(5)
  expect(practice.world.store.list('replicasets', namespace).length).toBeGreaterThan(4)
})
