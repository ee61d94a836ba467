import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, jsonPatch, listAt, merge, steppedCluster, strategic } from './practice.ts'

const names = (body: unknown) => listAt(body, 'items').map((one) => fieldAt(one, 'metadata.name'))

test('only names of this machine are answered, and only with a token', async () => {
  const { cluster } = await steppedCluster()
  const port = new URL(cluster.url).port
  const { request } = await import('node:http')
  const asked = (host: string, authorization = '') =>
    new Promise<number>((resolve) => {
      request({ port, path: '/api', headers: { host, authorization } }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      }).end()
    })
  const token = `Bearer ${cluster.accounts[0]?.token}`
  expect(await asked('evil.example', token)).toBe(403)
  expect(await asked(`localhost:${port}`, token)).toBe(200)
  expect(await asked(`127.0.0.1:${port}`)).toBe(401)
})

test('lists are narrowed by every kind of selector', async () => {
  const { ask } = await steppedCluster()
  const count = async (query: string) => names((await ask('GET', `${core}/pods?${query}`)).body).length
  const label = (selector: string) => count(`labelSelector=${encodeURIComponent(selector)}`)
  expect(await label('component=api')).toBe(3)
  expect(await label('component!=api')).toBe(7)
  expect(await label('component in (api, worker),app')).toBe(7)
  expect(await label('component notin (api,worker)')).toBe(3)
  expect(await label('!component')).toBe(0)
  expect(await count('fieldSelector=status.phase%3DRunning')).toBe(10)
  expect(await count('fieldSelector=status.phase%21%3DRunning')).toBe(0)
  const refused = await ask('GET', `${core}/pods?fieldSelector=spec.color%3Dred`)
  expect(refused).toMatchObject({ status: 400, body: { reason: 'BadRequest' } })
  expect(refused.body.message).toContain('field label not supported: spec.color')
})

test('a long list comes in pages', async () => {
  const { ask } = await steppedCluster()
  const seen: unknown[] = []
  let token = ''
  for (let page = 0; page < 4; page += 1) {
    const { body } = await ask('GET', `${core}/pods?limit=3&continue=${token}`)
    seen.push(...names(body))
    token = String(fieldAt(body, 'metadata.continue') ?? '')
    if (page === 0) expect(fieldAt(body, 'metadata.remainingItemCount')).toBe(7)
  }
  expect(token).toBe('')
  expect(new Set(seen).size).toBe(10)
})

test('a dry run shows what would be, and changes nothing', async () => {
  const { ask } = await steppedCluster()
  const before = await ask('GET', `${deployments}/nqba-api`)
  const body = { spec: { replicas: 7 } }
  const tried = await ask('PATCH', `${deployments}/nqba-api?dryRun=All`, { type: merge, body })
  expect(fieldAt(tried.body, 'spec.replicas')).toBe(7)
  expect(await ask('GET', `${deployments}/nqba-api`)).toMatchObject({ body: before.body })
  const made = { metadata: { name: 'tried' }, data: {} }
  expect((await ask('POST', `${core}/configmaps?dryRun=All`, { body: made })).status).toBe(201)
  expect((await ask('GET', `${core}/configmaps/tried`)).status).toBe(404)
  expect((await ask('DELETE', `${core}/configmaps/nqba-config?dryRun=All`)).status).toBe(200)
  expect((await ask('GET', `${core}/configmaps/nqba-config`)).status).toBe(200)
})

test('a strategic patch merges containers and variables by name, and can delete them', async () => {
  const { ask } = await steppedCluster()
  const patch = (container: unknown) =>
    ask('PATCH', `${deployments}/nqba-worker`, {
      type: strategic,
      body: { spec: { template: { spec: { containers: [container] } } } },
    })
  await patch({
    name: 'worker',
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
  })
  await patch({ name: 'sidecar', image: 'redis:7.4.1' })
  const { body } = await patch({
    name: 'worker',
    env: [
      { name: 'A', $patch: 'delete' },
      { name: 'B', value: '3' },
    ],
  })
  const containers = listAt(body, 'spec.template.spec.containers')
  expect(containers.map((one) => fieldAt(one, 'name'))).toEqual(['worker', 'sidecar'])
  expect(containers[0]).toMatchObject({ image: 'nqba-worker:2.8.0', env: [{ name: 'B', value: '3' }] })
  const gone = await patch({ name: 'sidecar', $patch: 'delete' })
  expect(listAt(gone.body, 'spec.template.spec.containers')).toHaveLength(1)
})

test('fields that we have never heard of are kept', async () => {
  const { ask } = await steppedCluster()
  const body = { spec: { template: { spec: { brandNew: { deep: [1] } } } } }
  const patched = await ask('PATCH', `${deployments}/nqba-api`, { type: merge, body })
  expect(patched.headers.get('warning')).toContain('unknown field \\"spec.template.spec.brandNew\\"')
  const { body: read } = await ask('GET', `${deployments}/nqba-api`)
  expect(fieldAt(read, 'spec.template.spec.brandNew')).toEqual({ deep: [1] })
})

test('whoever wrote a field last manages it', async () => {
  const { ask } = await steppedCluster()
  const path = `${core}/configmaps/nqba-config?fieldManager=muster`
  const { body } = await ask('PATCH', path, { type: merge, body: { data: { QUANTUM_TIMEOUT: '60' } } })
  const entries = listAt(body, 'metadata.managedFields')
  const of = (manager: string) => entries.find((one) => fieldAt(one, 'manager') === manager)
  expect(of('muster')).toMatchObject({
    operation: 'Update',
    fieldsV1: { 'f:data': { 'f:QUANTUM_TIMEOUT': {} } },
  })
  expect(JSON.stringify(of('deploy-pipeline'))).not.toContain('QUANTUM_TIMEOUT')
})

test('a write that changes nothing keeps the version', async () => {
  const { ask } = await steppedCluster()
  const body = { data: { QUANTUM_BATCH_SIZE: '10' } }
  const before = await ask('GET', `${core}/configmaps/nqba-config`)
  const after = await ask('PATCH', `${core}/configmaps/nqba-config`, { type: strategic, body })
  expect(fieldAt(after.body, 'metadata.resourceVersion')).toBe(
    fieldAt(before.body, 'metadata.resourceVersion'),
  )
})

test('a JSON patch can insist on the version it was planned for', async () => {
  const { ask } = await steppedCluster()
  const { body } = await ask('GET', `${deployments}/nqba-api`)
  const version = fieldAt(body, 'metadata.resourceVersion')
  const patch = (value: unknown) => [
    { op: 'test', path: '/metadata/resourceVersion', value },
    { op: 'replace', path: '/spec/replicas', value: 4 },
  ]
  const path = `${deployments}/nqba-api`
  expect((await ask('PATCH', path, { type: jsonPatch, body: patch(version) })).status).toBe(200)
  expect((await ask('PATCH', path, { type: jsonPatch, body: patch(version) })).status).toBe(422)
})

test('what is wrong is refused as the API does', async () => {
  const { ask } = await steppedCluster()
  const refusal = async (method: string, path: string, body?: unknown, type?: string) => {
    const answer = await ask(method, path, body === undefined ? {} : { body, ...(type ? { type } : {}) })
    return [answer.status, answer.body.reason]
  }
  expect(await refusal('GET', '/apis/nope/v1')).toEqual([404, 'NotFound'])
  expect(await refusal('GET', `${deployments}/nqba-api/nope`)).toEqual([404, 'NotFound'])
  expect(await refusal('PUT', deployments, {})).toEqual([405, 'MethodNotAllowed'])
  expect(await refusal('POST', `${core}/configmaps`, { metadata: { name: 'nqba-config' } })).toEqual([
    409,
    'AlreadyExists',
  ])
  expect(await refusal('POST', '/api/v1/namespaces/nope/configmaps', { metadata: { name: 'a' } })).toEqual([
    404,
    'NotFound',
  ])
  expect(await refusal('POST', `${core}/configmaps`, { metadata: {} })).toEqual([422, 'Invalid'])
  expect(await refusal('POST', `${core}/configmaps`, 'not json')).toEqual([400, 'BadRequest'])
  expect(await refusal('POST', `${core}/configmaps`, { metadata: { name: 'a' }, data: { a: 1 } })).toEqual([
    400,
    'BadRequest',
  ])
  expect(await refusal('PATCH', `${deployments}/nqba-api/scale`, { spec: { replicas: -1 } }, merge)).toEqual([
    422,
    'Invalid',
  ])
  expect(await refusal('GET', `${core}/pods?continue=nonsense`)).toEqual([400, 'BadRequest'])
})

test('a PUT replaces the whole, if the version still stands', async () => {
  const { ask } = await steppedCluster()
  const { body } = await ask('GET', `${core}/configmaps/nqba-config`)
  const put = await ask('PUT', `${core}/configmaps/nqba-config`, {
    body: { ...body, data: { ONLY: 'this' } },
  })
  expect(put.body.data).toEqual({ ONLY: 'this' })
  const again = await ask('PUT', `${core}/configmaps/nqba-config`, { body: { ...body, data: {} } })
  expect(again).toMatchObject({ status: 409, body: { reason: 'Conflict' } })
})

test('a watch from before what is remembered has to list again', async () => {
  const { ask } = await steppedCluster()
  const { text } = await ask('GET', `${deployments}?watch=1&resourceVersion=1`)
  expect(JSON.parse(text)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
})
