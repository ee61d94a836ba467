import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, jsonPatch, listAt, merge, steppedCluster, strategic } from './practice.ts'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

const apply = ({ ask }: Practice, path: string, config: object, manager: string, more = '') =>
  ask('PATCH', `${path}?fieldManager=${manager}${more}`, {
    type: 'application/apply-patch+yaml',
    body: config,
  })

const settings = (data: Record<string, string>, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', ...metadata },
  data,
})
const path = `${core}/configmaps/settings`

const entryOf = (body: unknown, manager: string) =>
  listAt(body, 'metadata.managedFields').find((one) => fieldAt(one, 'manager') === manager)

test('an applier owns what it names, and what it names no more goes', async () => {
  const practice = await steppedCluster()
  const made = await apply(
    practice,
    path,
    settings({ a: '1', b: '2' }, { labels: { team: 'x' } }),
    'pipeline',
  )
  expect(made.status).toBe(201)
  expect(entryOf(made.body, 'pipeline')).toMatchObject({
    operation: 'Apply',
    fieldsV1: { 'f:metadata': { 'f:labels': { 'f:team': {} } }, 'f:data': { 'f:a': {}, 'f:b': {} } },
  })
  const again = await apply(
    practice,
    path,
    settings({ a: '1', b: '2' }, { labels: { team: 'x' } }),
    'pipeline',
  )
  expect(again).toMatchObject({ status: 200, body: made.body })
  await practice.ask('PATCH', path, { type: merge, body: { data: { c: '3' } } })
  const less = await apply(practice, path, settings({ a: '9' }), 'pipeline')
  expect(less.body.data).toEqual({ a: '9', c: '3' })
  expect(fieldAt(less.body, 'metadata.labels')).toBeUndefined()
})

test('a value of another manager is a conflict that names it, until it is forced', async () => {
  const practice = await steppedCluster()
  await apply(practice, path, settings({ a: '1', b: '2' }), 'pipeline')
  await practice.ask('PATCH', `${path}?fieldManager=kubectl-edit`, {
    type: merge,
    body: { data: { b: '3' } },
  })
  const one = await apply(practice, path, settings({ a: '1', b: '2' }), 'pipeline')
  expect(one).toMatchObject({
    status: 409,
    body: {
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.b',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl-edit" using v1',
            field: '.data.b',
          },
        ],
      },
    },
  })
  const two = await apply(practice, path, settings({ a: '7', b: '7' }), 'someone')
  expect(two.body.message).toBe(
    'Apply failed with 2 conflicts: conflicts with "kubectl-edit" using v1:\n- .data.b\nconflicts with "pipeline":\n- .data.a',
  )
  const shared = await apply(practice, path, settings({ a: '1' }), 'someone')
  expect(shared.status, 'the same value is shared').toBe(200)
  const forced = await apply(practice, path, settings({ a: '7', b: '7' }), 'someone', '&force=true')
  expect(forced.body.data).toEqual({ a: '7', b: '7' })
  expect(entryOf(forced.body, 'kubectl-edit')).toBeUndefined()
  expect((await apply(practice, path, settings({ a: '1' }), '')).status).toBe(422)
})

test('a deployment applied beside its autoscaler conflicts over the replicas, named by the door they came through', async () => {
  const practice = await steppedCluster()
  await practice.ask('PATCH', `${deployments}/nqba-api/scale?fieldManager=kubectl`, {
    type: merge,
    body: { spec: { replicas: 5 } },
  })
  const config = (replicas: number, image: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'nqba-api' },
    spec: { replicas, template: { spec: { containers: [{ name: 'api', image }] } } },
  })
  const refused = await apply(practice, `${deployments}/nqba-api`, config(4, 'nqba-api:2.7.1'), 'gitops')
  expect(refused.body.message).toBe(
    [
      'Apply failed with 2 conflicts: conflicts with "deploy-pipeline" using apps/v1:',
      '- .spec.template.spec.containers[name="api"].image',
      'conflicts with "kubectl" with subresource "scale" using apps/v1:',
      '- .spec.replicas',
    ].join('\n'),
  )
  const tried = await apply(
    practice,
    `${deployments}/nqba-api`,
    config(4, 'nqba-api:2.7.1'),
    'gitops',
    '&force=true&dryRun=All',
  )
  expect(tried).toMatchObject({ status: 200, body: { spec: { replicas: 4 } } })
  expect(fieldAt(practice.world.store.get('deployments', 'nqba-platform', 'nqba-api'), 'spec.replicas')).toBe(
    5,
  )
  const hpa = '/apis/autoscaling/v2/namespaces/nqba-platform/horizontalpodautoscalers/nqba-api'
  const bounds = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { maxReplicas: 9 } }
  const autoscaler = { ...bounds, metadata: { name: 'nqba-api' } }
  expect((await apply(practice, hpa, autoscaler, 'gitops')).body.message).toContain(': .spec.maxReplicas')
  expect(await apply(practice, hpa, autoscaler, 'gitops', '&force=true')).toMatchObject({
    status: 200,
    body: { spec: { minReplicas: 3, maxReplicas: 9 } },
  })
})

test('a dry run answers all that a write would, checks all that it would, and keeps nothing', async () => {
  const { ask, world } = await steppedCluster()
  const before = JSON.stringify(world.store.dump())
  const dry = '?dryRun=All'
  const made = await ask('POST', `${core}/configmaps${dry}`, { body: settings({ a: '1' }) })
  expect(made).toMatchObject({
    status: 201,
    body: { data: { a: '1' }, metadata: { uid: expect.any(String) } },
  })
  const path = `${deployments}/nqba-api`
  const patch = (type: string, body: unknown) => ask('PATCH', `${path}${dry}`, { type, body })
  const generation = Number(fieldAt((await ask('GET', path)).body, 'metadata.generation'))
  for (const patched of [
    await patch(merge, { spec: { replicas: 4 } }),
    await patch(strategic, { spec: { replicas: 4 } }),
    await patch(jsonPatch, [{ op: 'replace', path: '/spec/replicas', value: 4 }]),
    await ask('PUT', `${path}${dry}`, {
      body: { ...(await ask('GET', path)).body, ...patchedSpec((await ask('GET', path)).body) },
    }),
  ])
    expect(patched).toMatchObject({
      status: 200,
      body: { spec: { replicas: 4 }, metadata: { generation: generation + 1 } },
    })
  expect(await patch(merge, { spec: { replicas: -1 } })).toMatchObject({ status: 422 })
  expect(await patch(merge, { metadata: { resourceVersion: '1' } })).toMatchObject({ status: 409 })
  expect(
    await patch(jsonPatch, [{ op: 'test', path: '/metadata/resourceVersion', value: '1' }]),
  ).toMatchObject({ status: 422, body: { reason: 'Invalid' } })
  const scaled = await ask('PATCH', `${path}/scale${dry}`, { type: merge, body: { spec: { replicas: 7 } } })
  expect(scaled).toMatchObject({ status: 200, body: { kind: 'Scale', spec: { replicas: 7 } } })
  const refused = await ask('PATCH', `${path}/scale${dry}`, { type: merge, body: { spec: { replicas: -7 } } })
  expect(refused.status).toBe(422)
  expect((await ask('DELETE', `${path}${dry}`)).status).toBe(200)
  expect((await ask('DELETE', `${core}/configmaps${dry}`)).status).toBe(200)
  expect((await ask('DELETE', `${path}`, { body: { dryRun: ['All'] } })).status).toBe(200)
  expect(await ask('DELETE', `${path}?dryRun=Server`)).toMatchObject({
    status: 422,
    body: {
      message:
        'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: []string{"Server"}: supported values: "All"',
    },
  })
  expect(JSON.stringify(world.store.dump())).toBe(before)
})

const patchedSpec = (body: Record<string, unknown>) => ({ spec: { ...Object(body.spec), replicas: 4 } })
