import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { cacheStale, dynexDown, trafficSpike } from '../../../src/practice/services/nqba/programs/state.ts'
import { core, deployments, listAt, merge, steppedCluster, strategic } from './practice.ts'

const root = '/apis/metrics.k8s.io/v1beta1'
const pods = `${root}/namespaces/nqba-platform/pods`

const millis = (usage: unknown) => Number.parseInt(String(fieldAt(usage, 'cpu')), 10) / 1e6
const mebibytes = (usage: unknown) => Number.parseInt(String(fieldAt(usage, 'memory')), 10) / 1024

async function measured() {
  const stepped = await steppedCluster()
  const { ask, clock } = stepped
  clock.advance(60_000)
  const used = async (component: string) => {
    const { body } = await ask('GET', `${pods}?labelSelector=component%3D${component}`)
    return listAt(body, 'items').flatMap((one) =>
      listAt(one, 'containers').map((container) => fieldAt(container, 'usage')),
    )
  }
  const mean = async (component: string, of: (usage: unknown) => number) => {
    const all = (await used(component)).map(of)
    return all.reduce((sum, one) => sum + one, 0) / all.length
  }
  return {
    ...stepped,
    minutes: (count: number) => clock.advance(count * 60_000),
    cpu: (component: string) => mean(component, millis),
    memory: (component: string) => mean(component, mebibytes),
    count: async (component: string) => (await used(component)).length,
    /** Nobody else is to change how many pods there are. */
    unscaled: () =>
      ask('DELETE', '/apis/autoscaling/v2/namespaces/nqba-platform/horizontalpodautoscalers/nqba-api'),
    scale: (name: string, replicas: number) =>
      ask('PATCH', `${deployments}/${name}/scale`, { type: merge, body: { spec: { replicas } } }),
  }
}

test('pods use more while traffic is high, and less each when there are more of them', async () => {
  const { world, minutes, scale, cpu, memory, unscaled } = await measured()
  await unscaled()
  const calm = await cpu('api')
  await scale('nqba-api', 6)
  minutes(1)
  expect(await cpu('api')).toBeLessThan(calm * 0.6)
  await scale('nqba-api', 3)
  world.condition(trafficSpike).set(true)
  minutes(1)
  expect(await cpu('api')).toBeGreaterThan(calm * 2)
  const crowded = await memory('api')
  await scale('nqba-api', 6)
  minutes(1)
  expect(await memory('api')).toBeLessThan(crowded * 0.7)
})

test('workers that solve by themselves work harder than those that ask Dynex, and idle while it is down', async () => {
  const { ask, world, minutes, cpu } = await measured()
  const quantum = await cpu('worker')
  world.condition(dynexDown).set(true)
  minutes(1)
  expect(await cpu('worker')).toBeLessThan(quantum)
  await ask('PATCH', `${core}/configmaps/nqba-config`, {
    type: merge,
    body: { data: { QUANTUM_FALLBACK_ENABLED: 'true' } },
  })
  const annotations = { 'kubectl.kubernetes.io/restartedAt': 'now' }
  await ask('PATCH', `${deployments}/nqba-worker`, {
    type: strategic,
    body: { spec: { template: { metadata: { annotations } } } },
  })
  minutes(2)
  expect(await cpu('worker')).toBeGreaterThan(quantum * 3)
})

test('a flush frees the memory of the cache', async () => {
  const { world, minutes, memory } = await measured()
  const full = await memory('cache')
  const life = world.containers.running().find(({ labels }) => labels.component === 'cache')
  if (!life) throw new Error('Nothing runs Redis')
  life.runs.program.exec?.(['redis-cli', 'FLUSHALL'], life, world)
  world.condition(cacheStale).set(false)
  minutes(1)
  expect(await memory('cache')).toBeLessThan(full)
})

test('a node uses what its pods use, and something for itself', async () => {
  const { ask, world } = await measured()
  const nodes = listAt((await ask('GET', `${root}/nodes`)).body, 'items')
  const all = listAt((await ask('GET', `${root}/pods`)).body, 'items')
  const ofPods = all.flatMap((one) =>
    listAt(one, 'containers').map((container) => millis(fieldAt(container, 'usage'))),
  )
  const ofNodes = nodes.map((one) => millis(fieldAt(one, 'usage')))
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  expect(nodes).toHaveLength(3)
  expect(all).toHaveLength(world.store.list('pods').length)
  expect(sum(ofNodes)).toBeCloseTo(sum(ofPods) + 3 * 180, 1)
})

test('figures are of the last scrape, and a new pod has none before it', async () => {
  const { ask, clock, scale, count, unscaled } = await measured()
  await unscaled()
  const stamp = async () => fieldAt(listAt((await ask('GET', pods)).body, 'items')[0], 'timestamp')
  expect(await stamp()).toBe('2026-11-20T13:01:00Z')
  await scale('nqba-api', 5)
  clock.advance(5_000)
  expect([await stamp(), await count('api')]).toEqual(['2026-11-20T13:01:00Z', 3])
  clock.advance(15_000)
  expect([await stamp(), await count('api')]).toEqual(['2026-11-20T13:01:15Z', 5])
})

test('without the metrics server there are no metrics, nor a group of that name', async () => {
  const { ask } = await measured()
  const named = async () => JSON.stringify((await ask('GET', '/apis')).body).includes('metrics.k8s.io')
  expect(await named()).toBe(true)
  const missing = await ask('GET', `${pods}/nobody`)
  expect(missing).toMatchObject({
    status: 404,
    body: { reason: 'NotFound', message: 'podmetrics.metrics.k8s.io "nqba-platform/nobody" not found' },
  })
  await ask('DELETE', '/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io')
  expect(await named()).toBe(false)
  expect((await ask('GET', root)).status).toBe(404)
  expect(await ask('GET', pods)).toMatchObject({
    status: 404,
    body: { message: 'the server could not find the requested resource' },
  })
})
