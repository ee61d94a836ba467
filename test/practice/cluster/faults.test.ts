import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import type { Fault } from '../../../src/practice/control/faults.ts'
import { core, deployments, jsonPatch, listAt, merge, steppedCluster } from './practice.ts'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

const order = ({ ask }: Practice, call: string, fault: Fault, times = 1) =>
  ask('POST', '/control/faults', { body: { call, fault, times } })
const replicas = ({ world }: Practice) =>
  fieldAt(world.store.get('deployments', 'nqba-platform', 'nqba-worker'), 'spec.replicas')
const path = `${deployments}/nqba-worker`
const scale = ({ ask }: Practice, count: number) =>
  ask('PATCH', path, { type: merge, body: { spec: { replicas: count } } })
const lastCall = async ({ ask }: Practice) =>
  listAt((await ask('GET', '/control/calls')).body, 'calls').at(-1)

test.each([
  [
    { kind: 'status', status: 409 },
    { status: 409, reason: 'Conflict' },
  ],
  [
    { kind: 'status', status: 410 },
    { status: 410, reason: 'Expired' },
  ],
  [
    { kind: 'status', status: 422 },
    { status: 422, reason: 'Invalid' },
  ],
  [
    { kind: 'status', status: 500 },
    { status: 500, reason: 'InternalError' },
  ],
  [
    { kind: 'status', status: 502 },
    { status: 502, reason: undefined },
  ],
  [
    { kind: 'status', status: 503 },
    { status: 503, reason: 'ServiceUnavailable' },
  ],
  [
    { kind: 'status', status: 504 },
    { status: 504, reason: 'Timeout' },
  ],
  [
    { kind: 'error', error: 'AlreadyExists' },
    { status: 409, reason: 'AlreadyExists' },
  ],
  [
    { kind: 'error', error: 'Forbidden' },
    { status: 403, reason: 'Forbidden' },
  ],
] as const)('%o is answered, and nothing has happened', async (fault, { status, reason }) => {
  const practice = await steppedCluster()
  await order(practice, 'PATCH *', fault)
  const struck = await scale(practice, 6)
  expect(struck).toMatchObject({ status, body: { kind: 'Status', status: 'Failure', code: status } })
  expect(struck.body.reason).toBe(reason)
  expect(replicas(practice)).toBe(4)
  expect((await scale(practice, 6)).status).toBe(200)
})

test('429 says how long to wait, in the header and in the body', async () => {
  const practice = await steppedCluster()
  await order(practice, 'PATCH *', { kind: 'status', status: 429, retryAfterSeconds: 7 })
  const struck = await scale(practice, 6)
  expect(struck.headers.get('retry-after')).toBe('7')
  expect(struck.body).toMatchObject({ reason: 'TooManyRequests', details: { retryAfterSeconds: 7 } })
  await order(practice, 'PATCH *', { kind: 'status', status: 429 })
  expect((await scale(practice, 6)).headers.get('retry-after')).toBe('1')
  expect(replicas(practice)).toBe(4)
})

test.each([
  ['drop', 4, 0],
  ['drop-after', 6, 200],
] as const)('%s cuts the connection, and the replicas are %i', async (kind, count, status) => {
  const practice = await steppedCluster()
  await order(practice, 'PATCH *', { kind })
  await expect(scale(practice, 6)).rejects.toThrow('fetch failed')
  expect(replicas(practice)).toBe(count)
  expect(await lastCall(practice)).toMatchObject({ fault: kind, status, call: `PATCH ${path}` })
})

test.each([
  ['stall', 4],
  ['hang', 6],
] as const)('%s never answers, and the replicas are %i', async (kind, count) => {
  const practice = await steppedCluster()
  const { cluster, faults } = practice
  faults.order({ call: 'PATCH *', fault: { kind }, times: 1 })
  const giveUp = new AbortController()
  const struck = new Promise<void>((resolve) => {
    const done = faults.watch(({ when }) => {
      if (when === (kind === 'hang' ? 'after' : 'before')) {
        done()
        resolve()
      }
    })
  })
  const asked = fetch(`${cluster.url}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${cluster.accounts[0]?.token}`, 'content-type': merge },
    body: JSON.stringify({ spec: { replicas: 6 } }),
    signal: giveUp.signal,
  })
  const outcome = expect(asked).rejects.toThrow('aborted')
  await struck
  expect(replicas(practice)).toBe(count)
  giveUp.abort()
  await outcome
  expect(replicas(practice)).toBe(count)
})

test('a refusal is lost too, when the answer is', async () => {
  const practice = await steppedCluster()
  await order(practice, 'PATCH *', { kind: 'drop-after' })
  const stale = { type: merge, body: { metadata: { resourceVersion: '1' } } }
  await expect(practice.ask('PATCH', path, stale)).rejects.toThrow('fetch failed')
  expect(await lastCall(practice)).toMatchObject({ status: 409, fault: 'drop-after' })
})

test('a rollout is held with so many pods ready, until it is let go', async () => {
  const practice = await steppedCluster()
  const { ask, clock } = practice
  const hold = { namespace: 'nqba-platform', deployment: 'nqba-worker', ready: 2 }
  expect((await ask('POST', '/control/rollout', { body: hold })).status).toBe(200)
  await ask('PATCH', path, {
    type: jsonPatch,
    body: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nqba-worker:2.7.0' }],
  })
  clock.advance(60_000)
  const status = async () => (await ask('GET', path)).body.status
  expect(await status()).toMatchObject({ updatedReplicas: 4, availableReplicas: 3, replicas: 5 })
  const { body } = await ask('GET', `${core}/pods?labelSelector=component%3Dworker`)
  const fresh = listAt(body, 'items').filter(
    (one) => fieldAt(listAt(one, 'spec.containers')[0], 'image') === 'nqba-worker:2.7.0',
  )
  const ready = fresh.map((one) => fieldAt(listAt(one, 'status.containerStatuses')[0], 'ready'))
  expect(ready.sort()).toEqual([false, false, true, true])
  clock.advance(600_000)
  expect(listAt({ status: await status() }, 'status.conditions')).toContainEqual(
    expect.objectContaining({ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }),
  )
  await ask('DELETE', '/control/rollout')
  clock.advance(60_000)
  expect(await status()).toMatchObject({ updatedReplicas: 4, availableReplicas: 4, replicas: 4 })
})

/** A watch of deployments, read line by line. */
async function watching({ cluster, world }: Practice) {
  const answer = await fetch(
    `${cluster.url}${deployments}?watch=true&resourceVersion=${world.store.version}`,
    {
      headers: { authorization: `Bearer ${cluster.accounts[0]?.token}` },
    },
  )
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  return async () => {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
    return done ? undefined : JSON.parse(value ?? '')
  }
}

test('watches are cut without a word, and another may be opened', async () => {
  const practice = await steppedCluster()
  const next = await watching(practice)
  await scale(practice, 6)
  expect(await next()).toMatchObject({ type: 'MODIFIED', object: { spec: { replicas: 6 } } })
  const cut = await practice.ask('POST', '/control/watches', { body: { do: 'cut' } })
  expect(cut.body).toEqual({ ok: true, ended: 1 })
  await expect(next()).rejects.toThrow('terminated')
  const again = await watching(practice)
  await scale(practice, 5)
  expect(await again()).toMatchObject({ type: 'MODIFIED', object: { spec: { replicas: 5 } } })
})

test('a watch is told that what it started from is forgotten, and must list again', async () => {
  const practice = await steppedCluster()
  const since = practice.world.store.version
  const next = await watching(practice)
  await scale(practice, 6)
  await next()
  await practice.ask('POST', '/control/watches', { body: { do: 'expire' } })
  expect(await next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
  expect(await next()).toBeUndefined()
  const late = await practice.ask(
    'GET',
    `${deployments}?watch=true&resourceVersion=${since}&timeoutSeconds=1`,
  )
  expect(late.text).toContain('too old resource version')
})

test('an order that is not understood is refused with its reason', async () => {
  const { ask } = await steppedCluster()
  const wrong = async (door: string, body: unknown) => {
    const answer = await ask('POST', door, { body })
    expect(answer.status).toBe(400)
    return answer.body.message
  }
  expect(await wrong('/control/faults', { call: '*', fault: { kind: 'flood' } })).toContain('kind')
  expect(await wrong('/control/faults', { call: '*', fault: { kind: 'status', status: 200 } })).toContain(
    '400',
  )
  expect(await wrong('/control/rollout', { namespace: 'x', ready: 1 })).toContain('deployment')
  expect(await wrong('/control/watches', { do: 'mend' })).toContain('cut')
})
