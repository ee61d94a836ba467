import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startCluster } from '../../../src/practice/cluster/cluster.ts'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import { Faults } from '../../../src/practice/control/faults.ts'
import { startScenarios } from '../../../src/practice/scenarios/index.ts'
import { nqba } from '../../../src/practice/services/nqba/index.ts'
import { client, core, deployments, merge, start, steppedCluster } from './practice.ts'

test('a fault ordered over HTTP strikes the calls it names, as often as it says', async () => {
  const { ask } = await steppedCluster()
  const rule = {
    call: 'PATCH /apis/*/deployments/*/scale',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 3 },
    times: 1,
  }
  expect((await ask('POST', '/control/faults', { body: rule })).status).toBe(200)
  const scale = () =>
    ask('PATCH', `${deployments}/nqba-api/scale`, { type: merge, body: { spec: { replicas: 4 } } })
  const struck = await scale()
  expect(struck).toMatchObject({ status: 429, body: { reason: 'TooManyRequests', code: 429 } })
  expect(struck.headers.get('retry-after')).toBe('3')
  expect((await scale()).status).toBe(200)
})

test('a call can have its effect and lose its answer, or lose both', async () => {
  const { ask, faults, world } = await steppedCluster()
  const replicas = () => fieldAt(world.store.get('deployments', 'nqba-platform', 'nqba-api'), 'spec.replicas')
  const scale = (count: number) =>
    ask('PATCH', `${deployments}/nqba-api/scale`, { type: merge, body: { spec: { replicas: count } } })
  faults.order({ call: 'PATCH *', fault: { kind: 'drop' }, times: 1 })
  await expect(scale(4)).rejects.toThrow('fetch failed')
  expect(replicas()).toBe(3)
  faults.order({ call: 'PATCH *', fault: { kind: 'drop-after' }, times: 1 })
  await expect(scale(5)).rejects.toThrow('fetch failed')
  expect(replicas()).toBe(5)
  faults.order({ call: 'PATCH *', fault: { kind: 'error', error: 'Conflict' }, times: 1 })
  expect(await scale(6)).toMatchObject({ status: 409, body: { reason: 'Conflict' } })
})

test('latency is added, and taken away again with the faults', async () => {
  const { ask } = await steppedCluster()
  await ask('POST', '/control/latency', { body: { ms: 80 } })
  const before = performance.now()
  await ask('GET', '/version')
  expect(performance.now() - before).toBeGreaterThanOrEqual(75)
  await ask('DELETE', '/control/faults')
  const after = performance.now()
  await ask('GET', '/version')
  expect(performance.now() - after).toBeLessThan(75)
})

test('the calls made can be read back', async () => {
  const { ask } = await steppedCluster()
  await ask('GET', `${core}/pods`, { as: 'practice-viewer' })
  const { body } = await ask('GET', '/control/calls')
  expect(body.calls).toEqual([
    { at: new Date(start).toISOString(), call: `GET ${core}/pods`, user: 'practice-viewer', status: 200 },
  ])
})

test('scenarios are switched over HTTP too, and an unknown one is told', async () => {
  const { ask, cluster, world } = await steppedCluster()
  const on = { body: { name: 'dynex-outage', on: true } }
  expect((await ask('POST', '/control/scenario', on)).status).toBe(400)
  const scenarios = startScenarios(world, nqba.scenarios)
  cluster.onScenario(scenarios.set)
  expect((await ask('POST', '/control/scenario', on)).status).toBe(200)
  expect(scenarios.list().find((one) => one.running)?.name).toBe('dynex-outage')
  const wrong = await ask('POST', '/control/scenario', { body: { name: 'flood', on: true } })
  expect(wrong.body.message).toContain('No scenario flood')
  expect((await ask('POST', '/control/scenario', { body: { name: 3 } })).status).toBe(400)
})

test('a page of another site cannot reach the control doors', async () => {
  const { cluster } = await steppedCluster()
  const posted = await fetch(`${cluster.url}/control/latency`, { method: 'POST', body: '{"ms":1000}' })
  expect(posted.status).toBe(415)
})

test('what was changed is still there after a restart, when a file keeps it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'practice-keep-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const clock = steppedClock(start)
  const options = {
    clock,
    faults: new Faults(),
    services: [nqba.seed],
    keepFile: join(folder, 'cluster.json'),
    kubeconfigPath: join(folder, 'kubeconfig'),
  }
  const first = await startCluster(options)
  await client(first)('PATCH', `${deployments}/nqba-worker/scale`, {
    type: merge,
    body: { spec: { replicas: 6 } },
  })
  clock.advance(10_000)
  await first.stop()

  const second = await startCluster(options)
  onTestFinished(() => second.stop())
  clock.advance(10_000)
  const { body } = await client(second)('GET', `${deployments}/nqba-worker`)
  expect(body).toMatchObject({ spec: { replicas: 6 }, status: { readyReplicas: 6 } })
  const pods = second.world.containers.running().filter((one) => one.labels.component === 'worker')
  expect(pods).toHaveLength(6)
  expect((await stat(options.kubeconfigPath)).mode & 0o777).toBe(0o600)
  expect(await readFile(options.kubeconfigPath, 'utf8')).toContain(second.secureUrl)
})
