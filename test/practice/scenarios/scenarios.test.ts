import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import type { HostAnswer } from '../../../src/practice/internet/host.ts'
import { practiceHosts } from '../../../src/practice/internet/hosts/index.ts'
import { startScenarios } from '../../../src/practice/scenarios/index.ts'
import { nqba } from '../../../src/practice/services/nqba/index.ts'
import { quantumStatus } from '../../../src/practice/services/nqba/programs/state.ts'
import {
  core,
  deployments,
  jsonPatch,
  listAt,
  merge,
  steppedCluster,
  strategic,
} from '../cluster/practice.ts'

async function practice() {
  const stepped = await steppedCluster()
  const { world, clock, ask } = stepped
  const hosts = practiceHosts(world, [nqba])
  const get = (host: string, path: string): Exclude<HostAnswer, 'silent'> => {
    const made = hosts[host]?.({ method: 'GET', path, headers: {}, body: Buffer.alloc(0) })
    if (!made || made === 'silent') throw new Error(`${host} is silent`)
    return made
  }
  const minutes = (count: number) => clock.advance(count * 60_000)
  return {
    ...stepped,
    scenarios: startScenarios(world, nqba.scenarios),
    minutes,
    dynex: () => get('dynex.co', '/api/health').status,
    health: () => get('api.nqba.flyfox.ai', '/health'),
    quantum: () => get('api.nqba.flyfox.ai', '/quantum/status'),
    async logs(component: string, seconds = 60): Promise<string> {
      const pods = await ask('GET', `${core}/pods?labelSelector=component%3D${component}`)
      const texts = listAt(pods.body, 'items').map(async (pod) => {
        const path = `${core}/pods/${fieldAt(pod, 'metadata.name')}/log?sinceSeconds=${seconds}`
        return (await ask('GET', path)).text
      })
      return (await Promise.all(texts)).join('')
    },
    restart: (name: string) =>
      ask('PATCH', `${deployments}/${name}`, {
        type: strategic,
        body: {
          spec: {
            template: {
              metadata: {
                annotations: { 'kubectl.kubernetes.io/restartedAt': new Date(clock.now()).toISOString() },
              },
            },
          },
        },
      }),
    scale: (name: string, replicas: number) =>
      ask('PATCH', `${deployments}/${name}/scale`, { type: merge, body: { spec: { replicas } } }),
    fallback: (on: boolean) =>
      ask('PATCH', `${core}/configmaps/nqba-config`, {
        type: strategic,
        body: { data: { QUANTUM_FALLBACK_ENABLED: String(on), FALLBACK_SOLVER: 'classical' } },
      }),
    image: (image: string) =>
      ask('PATCH', `${deployments}/nqba-api`, {
        type: jsonPatch,
        body: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: image }],
      }),
    async redis(...argv: string[]) {
      const redis = world.containers.running().find((one) => one.labels.component === 'cache')
      if (!redis) throw new Error('No Redis runs')
      return redis.runs.program.exec?.(['redis-cli', ...argv], redis, world)?.stdout.trim()
    },
    async pods(component: string) {
      const { body } = await ask('GET', `${core}/pods?labelSelector=component%3D${component}`)
      return listAt(body, 'items').map((pod) => {
        const [status] = listAt(pod, 'status.containerStatuses')
        return {
          ready: fieldAt(status, 'ready'),
          restarts: Number(fieldAt(status, 'restartCount')),
          waiting: fieldAt(status, 'state.waiting.reason'),
        }
      })
    },
  }
}

test('a calm platform answers well everywhere', async () => {
  const { dynex, health, quantum, logs, minutes } = await practice()
  minutes(1)
  expect([dynex(), health().status, quantum().status]).toEqual([200, 200, 200])
  expect(await logs('worker')).toMatch(/msg=quantum_job_success job_id=job-\d+ queue_depth=\d+ solver=dynex/)
  expect(await logs('worker')).not.toContain('failed')
})

test('Dynex down fails the jobs, and only the fallback with a restart heals them', async () => {
  const { scenarios, minutes, dynex, quantum, logs, fallback, restart, scale } = await practice()
  await scenarios.set('dynex-outage', true)
  minutes(1)
  expect([dynex(), quantum().status]).toEqual([503, 503])
  expect(await logs('worker', 50)).toMatch(/quantum_job failed.*dynex timeout/)

  await scale('nqba-worker', 10)
  await restart('nqba-worker')
  minutes(1)
  expect(quantum().status).toBe(503)

  await fallback(true)
  minutes(1)
  expect(quantum().status, 'running workers keep the settings they started with').toBe(503)
  expect(await logs('worker', 50)).not.toContain('fallback_job')

  await restart('nqba-worker')
  minutes(1)
  expect(quantum()).toMatchObject({
    status: 200,
    body: { status: 'fallback', quantum: { fallback_rate: 1 } },
  })
  expect(await logs('worker', 40)).toContain('fallback_job')
  expect(await logs('worker', 40)).not.toContain('failed')
  expect(dynex(), 'Dynex itself is still down').toBe(503)

  await scenarios.set('dynex-outage', false)
  expect(dynex()).toBe(200)
  await fallback(false)
  await restart('nqba-worker')
  minutes(1)
  expect(await logs('worker', 40)).toContain('quantum_job_success')
})

test('a rollback does not bring Dynex back', async () => {
  const { scenarios, minutes, quantum, ask } = await practice()
  await scenarios.set('dynex-outage', true)
  const body = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nqba-worker:2.7.0' }]
  await ask('PATCH', `${deployments}/nqba-worker`, { type: jsonPatch, body })
  minutes(1)
  expect(quantum().status).toBe(503)
})

test('a bad deploy crash-loops through restarts and scaling, and a rollback heals it', async () => {
  const { scenarios, minutes, pods, health, restart, scale, image } = await practice()
  await scenarios.set('bad-deploy', true)
  minutes(2)
  const broken = await pods('api')
  expect(broken.filter((pod) => pod.waiting === 'CrashLoopBackOff')).toHaveLength(2)
  expect(Math.max(...broken.map((pod) => pod.restarts))).toBeGreaterThanOrEqual(3)
  expect(health().body).toMatchObject({ status: 'degraded', pods: { ready: 2, wanted: 3 } })

  await restart('nqba-api')
  await scale('nqba-api', 5)
  minutes(2)
  expect((await pods('api')).some((pod) => pod.waiting === 'CrashLoopBackOff')).toBe(true)
  expect(health().body).toMatchObject({ status: 'degraded' })

  await image('nqba-api:2.8.0')
  minutes(1)
  expect((await pods('api')).every((pod) => pod.ready && pod.restarts === 0)).toBe(true)
  expect(health().body).toMatchObject({ status: 'ok', pods: { ready: 5, wanted: 5 } })
})

test('stopping a bad deploy brings the working release back, unless somebody already has', async () => {
  const { scenarios, minutes, pods, world } = await practice()
  await scenarios.set('bad-deploy', true)
  minutes(1)
  await scenarios.set('bad-deploy', false)
  minutes(1)
  expect((await pods('api')).every((pod) => pod.ready)).toBe(true)
  const version = world.store.get('deployments', 'nqba-platform', 'nqba-api')?.metadata.generation
  await scenarios.set('bad-deploy', false)
  expect(world.store.get('deployments', 'nqba-platform', 'nqba-api')?.metadata.generation).toBe(version)
})

test('a traffic spike needs more pods, and a rollback is no help', async () => {
  const { scenarios, minutes, health, quantum, scale, image, logs, world } = await practice()
  await scenarios.set('traffic-spike', true)
  minutes(1)
  expect([health().status, quantum().status]).toEqual([429, 429])
  expect(await logs('api', 50)).toContain('rate_limit exceeded')
  await image('nqba-api:2.7.1')
  minutes(1)
  expect(health().status).toBe(429)

  await scale('nqba-api', 8)
  minutes(1)
  expect(health().status).toBe(200)
  expect(quantumStatus(world).queue_depth).toBeGreaterThan(140)
  expect(quantum().status).toBe(503)

  await scale('nqba-worker', 10)
  minutes(1)
  expect(quantum().status).toBe(200)
  expect(quantumStatus(world).queue_depth).toBeLessThan(50)
})

test('a stale cache stays through restarts of the API, and a flush of Redis heals it', async () => {
  const { scenarios, minutes, health, logs, restart, redis } = await practice()
  await scenarios.set('stale-cache', true)
  minutes(1)
  expect(health().body).toMatchObject({ status: 'stale', cache: { schema: 41, expected: 42 } })
  expect(await logs('api', 50)).toContain('cache version mismatch')

  await restart('nqba-api')
  minutes(1)
  expect(health().body).toMatchObject({ status: 'stale' })

  expect(await redis('FLUSHALL', 'ASYNC')).toBe('OK')
  minutes(1)
  expect(health().body).toMatchObject({ status: 'ok' })
  expect(await logs('api', 40)).not.toContain('mismatch')
  expect(await redis('GET', 'nqba:cache:schema_version')).toBe('42')
})

test('the list of scenarios tells which are running, and whoever listens hears of it', async () => {
  const { scenarios: running } = await practice()
  const heard: boolean[] = []
  running.onChange((list) => heard.push(list.some((one) => one.running)))
  await running.set('stale-cache', true)
  await running.set('stale-cache', true)
  await running.set('stale-cache', false)
  expect(heard).toEqual([true, false])
  expect(running.list().map((one) => one.name)).toEqual(nqba.scenarios.map((one) => one.name))
  await expect(running.set('earthquake', true)).rejects.toThrow(
    'No scenario earthquake. There are: dynex-outage',
  )
})
