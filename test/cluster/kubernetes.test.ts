import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Conflict, Denied, Unavailable } from '../../src/app/ports/failures.ts'
import { connectKubernetes } from '../../src/cluster/kubernetes.ts'
import { api, namespace, settings, startPractice, worker } from './practice.ts'

test('a deployment is read with its images, replicas and revision', async () => {
  const { cluster } = await startPractice()
  const found = await cluster.deployment(api)
  expect(found).toMatchObject({
    name: 'nqba-api',
    replicas: 3,
    revision: 4,
    paused: false,
    selector: expect.stringContaining('component=api'),
    containers: [{ name: 'api', image: 'nqba-api:2.8.0' }],
    status: { ready: 3, available: 3 },
  })
  expect(await cluster.deployments(namespace)).toHaveLength(4)
})

test('what does not exist is undefined, not an error', async () => {
  const { cluster } = await startPractice()
  const nope = { namespace, name: 'nope' }
  expect(await cluster.deployment(nope)).toBeUndefined()
  expect(await cluster.configMap(nope)).toBeUndefined()
  expect(await cluster.autoscaler(worker)).toBeUndefined()
  expect(await cluster.revisions(nope)).toEqual([])
  expect(await cluster.pods(namespace, 'app=nope')).toEqual([])
})

test('the history shows every revision kept, newest first, with its cause', async () => {
  const { cluster } = await startPractice()
  const revisions = await cluster.revisions(api)
  expect(revisions.map(({ revision, changeCause }) => [revision, changeCause])).toEqual([
    [4, 'Release 2.8.0: cache schema 42'],
    [3, 'Release 2.7.1: fix billing rounding'],
    [2, 'Release 2.7.0: quota headers'],
    [1, 'Release 2.6.3: retry IPFS pins'],
  ])
  const deployment = await cluster.deployment(api)
  expect(revisions[0]?.template).toBe(deployment?.template)
  expect(new Set(revisions.map(({ template }) => template)).size).toBe(4)
})

test('scaling sets the count and leaves its mark in one step', async () => {
  const { cluster } = await startPractice()
  const before = await cluster.deployment(worker)
  await cluster.scale(worker, { replicas: 6, ifVersion: before?.resourceVersion ?? '', remediation: 'rem-1' })
  const after = await cluster.deployment(worker)
  expect(after?.replicas).toBe(6)
  expect(after?.annotations['muster.dev/remediation']).toBe('rem-1')
})

test('a change made on an old version is a conflict and changes nothing', async () => {
  const { cluster } = await startPractice()
  const seen = await cluster.deployment(worker)
  const ifVersion = seen?.resourceVersion ?? ''
  await cluster.scale(worker, { replicas: 5, ifVersion, remediation: 'rem-1' })
  await expect(cluster.scale(worker, { replicas: 7, ifVersion, remediation: 'rem-2' })).rejects.toThrow(
    Conflict,
  )
  const [, earlier] = await cluster.revisions(worker)
  await expect(
    cluster.rollBack(worker, { replicaSet: earlier?.replicaSet ?? '', ifVersion, remediation: 'rem-2' }),
  ).rejects.toThrow(Conflict)
  expect((await cluster.deployment(worker))?.replicas).toBe(5)
  const config = await cluster.configMap(settings)
  await expect(
    cluster.setConfig(settings, { set: { LOG_LEVEL: 'debug' }, ifVersion: '1', remediation: 'rem-2' }),
  ).rejects.toThrow(Conflict)
  expect(await cluster.configMap(settings)).toEqual(config)
})

test('setting a value leaves the other values alone, and null takes one away', async () => {
  const { cluster } = await startPractice()
  const before = await cluster.configMap(settings)
  await cluster.setConfig(settings, {
    set: { QUANTUM_FALLBACK_ENABLED: 'true', LOG_LEVEL: null },
    ifVersion: before?.resourceVersion ?? '',
    remediation: 'rem-1',
  })
  const after = await cluster.configMap(settings)
  const { LOG_LEVEL, ...rest } = before?.data ?? {}
  expect(LOG_LEVEL).toBe('info')
  expect(after?.data).toEqual({ ...rest, QUANTUM_FALLBACK_ENABLED: 'true' })
  expect(after?.annotations).toEqual({ 'muster.dev/remediation': 'rem-1' })
})

test('a dry run changes nothing', async () => {
  const { cluster } = await startPractice()
  const before = await cluster.deployment(worker)
  const ifVersion = before?.resourceVersion ?? ''
  await cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1', dryRun: true })
  const [, earlier] = await cluster.revisions(worker)
  await cluster.rollBack(worker, {
    replicaSet: earlier?.replicaSet ?? '',
    ifVersion,
    remediation: 'rem-1',
    dryRun: true,
  })
  expect(await cluster.deployment(worker)).toEqual(before)
})

test('a missing right is named with verb, resource and namespace', async () => {
  const { as } = await startPractice({
    accounts: [
      {
        name: 'reader',
        token: 'reader-token',
        rules: [{ groups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
      },
    ],
  })
  await expect(as('practice-viewer').deployment(api)).rejects.toThrow(
    'grant its service account "get" on "deployments" of the API group apps in namespace nqba-platform',
  )
  const reader = as('reader')
  const found = await reader.deployment(worker)
  const change = { replicas: 6, ifVersion: found?.resourceVersion ?? '', remediation: 'rem-1' }
  await expect(reader.scale(worker, change)).rejects.toThrow(Denied)
  await expect(reader.scale(worker, change)).rejects.toThrow('"patch" on "deployments"')
  await expect(
    reader.exec({ namespace, pod: 'nqba-redis-x', command: ['redis-cli', 'PING'], timeoutMs: 1000 }),
  ).rejects.toThrow(Denied)
})

test('an invalid value is denied in the words of the server', async () => {
  const { cluster } = await startPractice()
  const found = await cluster.deployment(worker)
  await expect(
    cluster.scale(worker, { replicas: -1, ifVersion: found?.resourceVersion ?? '', remediation: 'rem-1' }),
  ).rejects.toThrow(/must be greater than or equal to 0/)
})

test('an answer that never comes is unavailable; only a change is uncertain', async () => {
  const { cluster, faults } = await startPractice({ requestTimeoutMs: 300 })
  const found = await cluster.deployment(worker)
  const ifVersion = found?.resourceVersion ?? ''
  faults.order({ call: 'PATCH *', fault: { kind: 'hang' }, times: 1 })
  const change = cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })
  await expect(change).rejects.toMatchObject({ uncertain: true })
  await expect(change).rejects.toThrow('did not answer within 0.3 s')
  faults.order({ call: 'GET *', fault: { kind: 'hang' }, times: 1 })
  await expect(cluster.deployment(worker)).rejects.toMatchObject({ uncertain: false })
  expect((await cluster.deployment(worker))?.annotations['muster.dev/remediation']).toBe('rem-1')
})

test('a dropped connection is tried again for a read, never for a change', async () => {
  const { cluster, faults } = await startPractice()
  const found = await cluster.deployment(worker)
  const ifVersion = found?.resourceVersion ?? ''
  faults.order({ call: 'GET *', fault: { kind: 'drop' }, times: 1 })
  expect(await cluster.deployment(worker)).toEqual(found)
  faults.order({ call: 'PATCH *', fault: { kind: 'drop' }, times: 1 })
  await expect(cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })).rejects.toMatchObject(
    {
      uncertain: true,
    },
  )
  expect(faults.count('PATCH *')).toBe(1)
  expect((await cluster.deployment(worker))?.replicas).toBe(4)
})

test.each([
  [500, true],
  [503, true],
  [429, false],
])('an answer %d to a change is unavailable, uncertain: %s', async (status, uncertain) => {
  const { cluster, faults } = await startPractice()
  const found = await cluster.deployment(worker)
  faults.order({ call: 'PATCH *', fault: { kind: 'status', status } })
  const change = cluster.scale(worker, {
    replicas: 6,
    ifVersion: found?.resourceVersion ?? '',
    remediation: 'r',
  })
  await expect(change).rejects.toBeInstanceOf(Unavailable)
  await expect(change).rejects.toMatchObject({ uncertain, status })
})

test('a cluster that is down is unavailable, and nothing is uncertain', async () => {
  const { cluster, practice } = await startPractice()
  const found = await cluster.deployment(worker)
  await practice.stop()
  const change = { replicas: 6, ifVersion: found?.resourceVersion ?? '', remediation: 'r' }
  await expect(cluster.scale(worker, change)).rejects.toMatchObject({ uncertain: false })
  await expect(cluster.version()).rejects.toThrow('Kubernetes cannot be reached (ECONNREFUSED)')
})

test('no error repeats headers or tokens', async () => {
  const { practice, cluster, faults } = await startPractice()
  faults.order({ call: '*', fault: { kind: 'status', status: 500 } })
  const error = await cluster.deployment(api).catch((caught: unknown) => caught)
  expect(String(error)).not.toContain(practice.accounts[0]?.token)
  expect(String(error)).not.toMatch(/authorization|bearer/i)
})

test('twenty questions share one or two connections', async () => {
  const { cluster } = await startPractice()
  let connections = 0
  const count = () => {
    connections += 1
  }
  subscribe('undici:client:connected', count)
  for (let n = 0; n < 20; n += 1) await cluster.deployment(api)
  unsubscribe('undici:client:connected', count)
  expect(connections).toBeGreaterThan(0)
  expect(connections).toBeLessThanOrEqual(2)
})

test('a plain http server works without saying so in the kubeconfig', async () => {
  const { practice } = await startPractice()
  const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
  const text = await readFile(practice.kubeconfigPath, 'utf8')
  const plain = text
    .replaceAll(practice.secureUrl, practice.url)
    .replace(/^.*certificate-authority-data.*\n/gm, '')
  await writeFile(`${folder}/config`, plain)
  const cluster = connectKubernetes({ kubeconfig: `${folder}/config`, requestTimeoutMs: 2000 })
  expect(await cluster.version()).toMatch(/^v1\./)
  await cluster.close()
})

test('a context that is not there stops the start with its name', async () => {
  const { as } = await startPractice()
  expect(() => as('production')).toThrow('No context "production" in the kubeconfig')
})
