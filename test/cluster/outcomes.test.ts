import { expect, test } from 'vitest'
import type { Deployment } from '../../src/app/ports/cluster-objects.ts'
import { Conflict, Denied, Unavailable } from '../../src/app/ports/failures.ts'
import type { KubernetesCluster } from '../../src/cluster/kubernetes.ts'
import type { Fault } from '../../src/practice/control/faults.ts'
import { api, namespace, type Practice, settings, startPractice, worker } from './practice.ts'

/** What a call came to, as docs/kubernetes.md writes it. */
type Outcome = 'answered' | 'absent' | 'denied' | 'conflict' | 'unavailable' | 'uncertain'

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    return (await call) === undefined ? 'absent' : 'answered'
  } catch (error) {
    if (error instanceof Unavailable) return error.uncertain ? 'uncertain' : 'unavailable'
    if (error instanceof Denied) return 'denied'
    if (error instanceof Conflict) return 'conflict'
    throw error
  }
}

const seen = async (cluster: KubernetesCluster, target = worker): Promise<Deployment> => {
  const found = await cluster.deployment(target)
  if (!found) throw new Error(`${target.name} is not there`)
  return found
}

const kinds = ['read', 'list', 'dry run', 'change', 'exec'] as const

/** Looks at what the call needs, and answers the call. */
type Try = (world: Practice, timeoutMs: number) => Promise<() => Promise<unknown>>

const scaling =
  (target: typeof worker, dryRun: boolean): Try =>
  async ({ cluster }) => {
    const { resourceVersion: ifVersion } = await seen(cluster, target)
    const change = { replicas: 6, ifVersion, remediation: 'rem-1', dryRun }
    return () => cluster.scale(target, change).then(() => 'done')
  }

const tries: Record<(typeof kinds)[number], Try> = {
  read:
    async ({ cluster }) =>
    () =>
      cluster.deployment(worker),
  list:
    async ({ cluster }) =>
    () =>
      cluster.pods(namespace, 'component=worker'),
  'dry run': scaling(api, true),
  change: scaling(worker, false),
  exec: async ({ cluster }, timeoutMs) => {
    const [redis] = await cluster.pods(namespace, 'component=cache')
    const command = ['redis-cli', 'PING']
    return () => cluster.exec({ namespace, pod: redis?.name ?? '', command, timeoutMs })
  },
}

const status = (code: number) => ({ kind: 'status', status: code }) as const

type Expected = Record<(typeof kinds)[number], Outcome>
const all = (outcome: Outcome): Expected => ({
  read: outcome,
  list: outcome,
  'dry run': outcome,
  change: outcome,
  exec: outcome,
})
const lost: Expected = { ...all('unavailable'), change: 'uncertain', exec: 'uncertain' }

/** The table of docs/kubernetes.md. A change here is a change there. */
const table: [Fault, Expected][] = [
  ...[400, 403, 405, 413, 415, 422].map((code): [Fault, Expected] => [status(code), all('denied')]),
  [status(401), all('unavailable')],
  [status(404), { ...all('denied'), read: 'absent' }],
  [status(409), all('conflict')],
  [status(410), all('unavailable')],
  // Longer than any call is given: it is not waited for.
  [{ ...status(429), retryAfterSeconds: 30 }, all('unavailable')],
  ...[500, 502, 503, 504].map((code): [Fault, Expected] => [status(code), lost]),
  [{ kind: 'drop' }, lost],
  [{ kind: 'drop-after' }, lost],
  [{ kind: 'hang' }, lost],
]

test.each(table)('%j comes to what the table says, for every kind of call', async (fault, expected) => {
  // Only what never answers is waited for to the end.
  const timeoutMs = fault.kind === 'hang' ? 1500 : 20_000
  const world = await startPractice({ requestTimeoutMs: timeoutMs })
  const calls = await Promise.all(kinds.map((kind) => tries[kind](world, timeoutMs)))
  world.faults.order({ call: '*', fault })
  const outcomes = await Promise.all(calls.map((call) => outcomeOf(call())))
  expect(Object.fromEntries(kinds.map((kind, index) => [kind, outcomes[index]]))).toEqual(expected)
})

test('a cluster that is down was never asked: nothing is uncertain', async () => {
  const world = await startPractice()
  const calls = await Promise.all(Object.values(tries).map((one) => one(world, 5000)))
  await world.practice.stop()
  for (const call of calls) expect(await outcomeOf(call())).toBe('unavailable')
})

test('a read waits as long as the server asks, and asks again', async () => {
  const { cluster, faults } = await startPractice()
  const fault: Fault = { kind: 'status', status: 429, retryAfterSeconds: 1 }
  faults.order({ call: 'GET *', fault, times: 1 })
  const began = performance.now()
  expect(await cluster.deployment(worker)).toMatchObject({ name: 'nqba-worker' })
  expect(performance.now() - began).toBeGreaterThan(990)
  expect(faults.count('GET *')).toBe(2)
})

test('a read does not wait for longer than it was given', async () => {
  const { cluster, faults } = await startPractice()
  faults.order({ call: 'GET *', fault: { kind: 'status', status: 503, retryAfterSeconds: 30 } })
  await expect(cluster.deployment(worker)).rejects.toMatchObject({ status: 503, uncertain: false })
  expect(faults.count('GET *')).toBe(1)
})

test('a change that comes at a bad time is not made, and says when to try again', async () => {
  const { cluster, faults } = await startPractice()
  const { resourceVersion: ifVersion, replicas } = await seen(cluster)
  faults.order({ call: 'PATCH *', fault: { kind: 'status', status: 429, retryAfterSeconds: 1 } })
  await expect(cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })).rejects.toThrow(
    /nothing was done, try again in 1 s \(patch deployments\.apps nqba-platform\/nqba-worker\)$/,
  )
  expect(faults.count('PATCH *')).toBe(1)
  expect((await seen(cluster)).replicas).toBe(replicas)
})

test('a list that changes too fast to be read in pages is read whole', async () => {
  const { cluster, faults, practice } = await startPractice()
  const { store } = practice.world
  const about = { kind: 'Deployment', name: 'nqba-worker', namespace }
  for (let n = 0; n < 260; n += 1)
    store.create(
      'events',
      {
        kind: 'Event',
        apiVersion: 'v1',
        metadata: { name: `nqba-worker.${n}`, namespace },
        involvedObject: about,
        type: 'Normal',
        reason: 'Counted',
        message: String(n),
        lastTimestamp: new Date(Date.UTC(2026, 10, 20, 14, 0, n)).toISOString(),
      },
      { manager: 'test' },
    )
  const counted = async () =>
    (await cluster.events(worker, 'Deployment')).flatMap(({ reason, message }) =>
      reason === 'Counted' ? message : [],
    )
  const all = Array.from({ length: 260 }, (_, n) => String(n))
  expect(await counted()).toEqual(all)
  const paged = faults.count('GET */events')
  expect(paged).toBe(2)
  const stop = faults.watch(({ call, when, nth }) => {
    if (when === 'after' && call.endsWith('/events') && nth === paged + 1) {
      store.create(
        'configmaps',
        { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'newer', namespace } },
        { manager: 'test' },
      )
      store.compact()
    }
  })
  expect(await counted()).toEqual(all)
  stop()
  expect(faults.count('GET */events') - paged).toBe(3)
})

test('what admission forbids is told in its own words, not as a missing right', async () => {
  const { cluster, practice, faults } = await startPractice()
  const found = await cluster.configMap(settings)
  const change = { set: { A: '1' }, ifVersion: found?.resourceVersion ?? '', remediation: 'rem-1' }
  faults.order({ call: 'PATCH *', fault: status(403), times: 1 })
  const refused = cluster.setConfig(settings, change)
  await expect(refused).rejects.toThrow('Kubernetes refused (403 Forbidden): ordered by a fault')
  expect(practice.world.store.get('configmaps', namespace, 'nqba-config')?.metadata.resourceVersion).toBe(
    change.ifVersion,
  )
  expect(await cluster.deployment(api)).toBeDefined()
})
