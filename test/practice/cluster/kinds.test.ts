import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import type { Answered } from './practice.ts'
import { listAt, steppedCluster } from './practice.ts'

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

async function servedCluster() {
  const { ask, ...stepped } = await steppedCluster()
  const groups = listAt((await ask('GET', '/apis')).body, 'groups').flatMap((group) =>
    listAt(group, 'versions').map((one) => `/apis/${fieldAt(one, 'groupVersion')}`),
  )
  const roots = ['/api/v1', ...groups]
  const resources = await Promise.all(
    roots.map(async (root) => {
      const { body } = await ask('GET', root)
      return listAt(body, 'resources').map((one) => ({ root, one }))
    }),
  )
  return { ...stepped, ask, resources: resources.flat() }
}

const may = (one: unknown, verb: string) => listAt(one, 'verbs').includes(verb)
const isWhole = (one: unknown) => !String(fieldAt(one, 'name')).includes('/')

const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }

/** What a kind does not take without. */
const specs: Record<string, unknown> = {
  ClusterRoleBinding: { roleRef },
  RoleBinding: { roleRef },
  HorizontalPodAutoscaler: { spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'none' } } },
  Deployment: {
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
    },
  },
  ReplicaSet: {
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'b' } },
      template: { metadata: { labels: { app: 'b' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
    },
  },
  Pod: { spec: { containers: [{ name: 'a', image: 'a:1' }] } },
}

const place = (root: string, one: unknown, space = 'default') =>
  `${root}${fieldAt(one, 'namespaced') ? `/namespaces/${space}` : ''}/${fieldAt(one, 'name')}`

test('whatever discovery names can be made, read, listed, changed, watched and deleted', async () => {
  const { ask, resources, world } = await servedCluster()
  const stored = resources.filter(({ one }) => isWhole(one) && may(one, 'create') && may(one, 'list'))
  expect(stored.length).toBeGreaterThan(50)
  const live = async (root: string, one: unknown) => {
    const [path, kind] = [place(root, one), String(fieldAt(one, 'kind'))]
    const from = world.store.version
    const name = root.replace(/[^a-z0-9]/g, '')
    const ok = (answered: Answered, status: number) =>
      expect([path, answered.status, answered.status === status ? '' : answered.text]).toEqual([
        path,
        status,
        '',
      ])
    const body = { metadata: { name, labels: { made: 'here' } }, ...Object(specs[kind]) }
    const made = await ask('POST', path, { body })
    ok(made, 201)
    expect(made.body).toMatchObject({ kind, apiVersion: root.replace(/^\/apis?\//, '') })
    ok(await ask('GET', `${path}/${name}`), 200)
    ok(
      await ask('PATCH', `${path}/${name}`, {
        type: 'application/merge-patch+json',
        body: { metadata: { labels: { more: 'so' } } },
      }),
      200,
    )
    const list = await ask(
      'GET',
      `${path}?labelSelector=made%3Dhere,more&fieldSelector=metadata.name%3D${name}`,
    )
    ok(list, 200)
    expect([list.body.kind, listAt(list.body, 'items').length]).toEqual([`${kind}List`, 1])
    ok(await ask('DELETE', `${path}/${name}?gracePeriodSeconds=0`), 200)
    ok(await ask('GET', `${path}/${name}`), 404)
    const watch = await ask(
      'GET',
      `${path}?watch=1&resourceVersion=${from}&labelSelector=made&fieldSelector=metadata.name%3D${name}&timeoutSeconds=0.01`,
    )
    const events = watch.text.trim().split('\n')
    expect([path, events.map((text) => JSON.parse(text).type)]).toEqual([
      path,
      ['ADDED', 'MODIFIED', 'DELETED'],
    ])
  }
  await Promise.all(stored.map(({ root, one }) => live(root, one)))
})

test('kubectl get finds a table for every kind, with a cell in every column', async () => {
  const { ask, resources, clock } = await servedCluster()
  clock.advance(30_000)
  const plain: string[] = []
  for (const { root, one } of resources.filter(({ one }) => isWhole(one) && may(one, 'list'))) {
    const path = place(root, one)
    const name = root.replace(/[^a-z0-9]/g, '')
    const body = { metadata: { name }, ...Object(specs[String(fieldAt(one, 'kind'))]) }
    if (may(one, 'create')) expect((await ask('POST', path, { body })).status).toBe(201)
    const space = fieldAt(one, 'kind') === 'PodMetrics' ? 'nqba-platform' : 'default'
    const shown = await ask('GET', place(root, one, space), { accept: table })
    expect(shown.body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' })
    const names = listAt(shown.body, 'columnDefinitions').map((column) => fieldAt(column, 'name'))
    const rows = listAt(shown.body, 'rows')
    expect([path, rows.length > 0]).toEqual([path, true])
    for (const row of rows) {
      const cells = listAt(row, 'cells')
      expect([path, cells.length]).toEqual([path, names.length])
      for (const cell of cells)
        expect([
          path,
          ['string', 'number'].includes(typeof cell),
          /undefined|NaN/.test(String(cell)),
        ]).toEqual([path, true, false])
    }
    if (names.join() === 'Name,Age') plain.push(path)
  }
  // These show as little on a real server.
  expect(plain).toEqual([])
})

test('what can only be read cannot be made, changed or watched', async () => {
  const { ask } = await servedCluster()
  const status = async (method: string, path: string) => (await ask(method, path, { body: {} })).status
  const metrics = '/apis/metrics.k8s.io/v1beta1/nodes'
  expect(await status('POST', metrics)).toBe(405)
  expect(await status('DELETE', `${metrics}/node-0`)).toBe(405)
  expect((await ask('GET', `${metrics}?watch=1`)).status).toBe(405)
  expect((await ask('GET', '/api/v1/componentstatuses/scheduler')).body.kind).toBe('ComponentStatus')
  expect((await ask('GET', '/api/v1/componentstatuses/nobody')).status).toBe(404)
})

test('a token can be asked whose it is', async () => {
  const { ask, cluster } = await steppedCluster()
  const review = (token: string) =>
    ask('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { body: { spec: { token } } })
  expect((await review(cluster.accounts[1]?.token ?? '')).body.status).toMatchObject({
    authenticated: true,
    user: { username: 'practice-viewer' },
  })
  expect(fieldAt((await review('nonsense')).body, 'status.authenticated')).toBeUndefined()
})

test('one kind is the same object in every version that serves it', async () => {
  const { ask } = await steppedCluster()
  const path = (version: string) => `/apis/storage.k8s.io/${version}/namespaces/default/csistoragecapacities`
  await ask('POST', path('v1beta1'), { body: { metadata: { name: 'one' }, storageClassName: 'fast' } })
  const { body } = await ask('GET', `${path('v1')}/one`)
  expect(body).toMatchObject({ apiVersion: 'storage.k8s.io/v1', storageClassName: 'fast' })
  const scalers = (version: string) =>
    `/apis/autoscaling/${version}/namespaces/nqba-platform/horizontalpodautoscalers/nqba-api`
  expect((await ask('GET', scalers('v2beta2'))).body).toMatchObject({
    apiVersion: 'autoscaling/v2beta2',
    spec: { maxReplicas: 12 },
  })
})
