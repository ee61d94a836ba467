import { expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/failures.ts'
import { brokenApiImage } from '../../src/practice/services/nqba/seed.ts'
import { api, namespace, type Practice, startPractice } from './practice.ts'

const rollOut = (world: Practice, image: string): void => {
  const { store } = world.practice.world
  const deployment = structuredClone(store.get('deployments', namespace, 'nqba-api'))
  if (!deployment) throw new Error('nqba-api is not there')
  const template = Object(Object(deployment.spec).template)
  template.spec.containers[0].image = image
  deployment.metadata.generation = (deployment.metadata.generation ?? 0) + 1
  store.update('deployments', deployment, { manager: 'ci' })
}

test('logs of several pods come together in order of time, each line with its pod', async () => {
  const { cluster, pass } = await startPractice()
  pass(60_000)
  const logs = await cluster.logs({
    namespace,
    selector: 'component=api',
    sinceMs: 60_000,
    limitBytes: 100_000,
  })
  expect(logs.pods).toBe(3)
  expect(new Set(logs.lines.map(({ pod }) => pod)).size).toBe(3)
  const times = logs.lines.map(({ at }) => Date.parse(at ?? ''))
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(logs.truncated).toBe(false)
  expect(logs.lines[0]?.line).toMatch(/level=info/)
})

test('a small limit keeps the newest lines and says that older ones are missing', async () => {
  const { cluster, pass, now } = await startPractice()
  pass(3_600_000)
  const logs = await cluster.logs({
    namespace,
    selector: 'component=api',
    sinceMs: 3_600_000,
    limitBytes: 30_000,
  })
  expect(logs.truncated).toBe(true)
  const newest = Date.parse(logs.lines.at(-1)?.at ?? '')
  expect(now().getTime() - newest).toBeLessThan(10_000)
})

test('a container that is not there is named, with those that are', async () => {
  const { cluster } = await startPractice()
  const query = {
    namespace,
    selector: 'component=api',
    container: 'sidecar',
    sinceMs: 1000,
    limitBytes: 1000,
  }
  await expect(cluster.logs(query)).rejects.toThrow(/has no container sidecar: it has api$/)
  const [redis] = await cluster.pods(namespace, 'component=cache')
  const wrong = {
    namespace,
    pod: redis?.name ?? '',
    container: 'sidecar',
    command: ['true'],
    timeoutMs: 2000,
  }
  await expect(cluster.exec(wrong)).rejects.toThrow(Denied)
})

test('a command in a pod gives output and exit code', async () => {
  const { cluster } = await startPractice()
  const [redis] = await cluster.pods(namespace, 'component=cache')
  const pod = redis?.name ?? ''
  const ask = (...command: string[]) => cluster.exec({ namespace, pod, command, timeoutMs: 2000 })
  expect(await ask('redis-cli', 'PING')).toEqual({ code: 0, stdout: 'PONG\n', stderr: '' })
  expect(await ask('redis-cli', 'ECHO', "a b'c $HOME")).toMatchObject({ stdout: "a b'c $HOME\n" })
  expect(await ask('rm', '-rf', '/')).toMatchObject({ code: 127 })
  await expect(cluster.exec({ namespace, pod: 'gone', command: ['true'], timeoutMs: 2000 })).rejects.toThrow(
    Denied,
  )
})

test('a command whose connection breaks may have run', async () => {
  const { cluster, faults } = await startPractice()
  const [redis] = await cluster.pods(namespace, 'component=cache')
  const query = { namespace, pod: redis?.name ?? '', command: ['redis-cli', 'FLUSHDB'], timeoutMs: 300 }
  faults.order({ call: '*/exec*', fault: { kind: 'drop-after' }, times: 1 })
  await expect(cluster.exec(query)).rejects.toMatchObject({ uncertain: true })
  faults.order({ call: '*/exec*', fault: { kind: 'hang' }, times: 1 })
  await expect(cluster.exec(query)).rejects.toMatchObject({ uncertain: true })
})

test('a rollout that cannot come up is first going on, then failed, never done', async () => {
  const world = await startPractice()
  rollOut(world, brokenApiImage)
  world.pass(30_000)
  expect(await world.cluster.rollout(api)).toMatchObject({ done: false, failed: false })
  const pods = await world.cluster.pods(namespace, 'component=api')
  expect(pods.some(({ waiting, restarts }) => waiting === 'CrashLoopBackOff' && restarts > 0)).toBe(true)
  world.pass(900_000)
  expect(await world.cluster.rollout(api)).toMatchObject({ done: false, failed: true })
})
