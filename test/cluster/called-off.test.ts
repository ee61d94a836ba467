import { expect, test } from 'vitest'
import { namespace, startPractice, worker } from './practice.ts'

test('whatever hangs is let go of when its caller is, and only a change is uncertain', async () => {
  const { cluster, faults } = await startPractice({ requestTimeoutMs: 60_000 })
  const { resourceVersion: ifVersion = '' } = (await cluster.deployment(worker)) ?? {}
  const [redis] = await cluster.pods(namespace, 'component=cache')
  const exec = { namespace, pod: redis?.name ?? '', command: ['redis-cli', 'PING'], timeoutMs: 60_000 }
  const change = { replicas: 6, ifVersion, remediation: 'rem-1' }
  const logs = { namespace, selector: 'component=worker', sinceMs: 1000, limitBytes: 1000 }
  const right = { group: 'apps', resource: 'deployments', verbs: ['patch'] }
  const calls = [
    [(within: typeof cluster) => within.deployment(worker), false],
    [(within: typeof cluster) => within.logs(logs), false],
    [(within: typeof cluster) => within.rightsMissing(namespace, [right]), false],
    [(within: typeof cluster) => within.scale(worker, { ...change, dryRun: true }), false],
    [(within: typeof cluster) => within.exec(exec), true],
    [(within: typeof cluster) => within.scale(worker, change), true],
  ] as const
  for (const [call, uncertain] of calls) {
    const caller = new AbortController()
    faults.order({ call: '*', fault: { kind: 'hang' }, times: 1 })
    const stop = faults.watch(({ when }) => when === 'after' && caller.abort())
    const asked = call({ ...cluster, ...cluster.until(caller.signal) })
    await expect(asked).rejects.toMatchObject({ name: 'Unavailable', uncertain })
    await expect(asked).rejects.toThrow('not waited for any longer')
    stop()
  }
})

test('nothing is asked for a caller who has gone already', async () => {
  const { cluster, faults } = await startPractice()
  const { resourceVersion: ifVersion = '' } = (await cluster.deployment(worker)) ?? {}
  const before = faults.count('*')
  const gone = cluster.until(AbortSignal.abort()).until(new AbortController().signal)
  const change = gone.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })
  await expect(change).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  const exec = { namespace, pod: 'nqba-redis', command: ['redis-cli', 'FLUSHALL'], timeoutMs: 1000 }
  await expect(gone.exec(exec)).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  expect(faults.count('*')).toBe(before)
})

test('a pause that the server asks for ends with its caller', async () => {
  const { cluster, faults } = await startPractice({ requestTimeoutMs: 60_000 })
  faults.order({ call: 'GET *', fault: { kind: 'status', status: 429, retryAfterSeconds: 50 } })
  const within = cluster.until(AbortSignal.timeout(100))
  await expect(within.deployment(worker)).rejects.toThrow('not waited for any longer')
  expect(faults.count('GET *')).toBe(1)
})
