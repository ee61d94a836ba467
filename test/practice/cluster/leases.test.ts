import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { jsonPatch, steppedCluster } from './practice.ts'

const leases = '/apis/coordination.k8s.io/v1/namespaces/nqba-platform/leases'

const lease = (holderIdentity: string, resourceVersion?: unknown) => ({
  metadata: { name: 'muster', ...(resourceVersion ? { resourceVersion } : {}) },
  spec: {
    holderIdentity,
    leaseDurationSeconds: 15,
    acquireTime: '2026-11-20T13:00:00.123456Z',
    renewTime: '2026-11-20T13:00:00.123456Z',
    leaseTransitions: 1,
  },
})

test('of many who take a lease at once, one gets it', async () => {
  const { ask } = await steppedCluster()
  const takers = Array.from({ length: 8 }, (_, nth) => ask('POST', leases, { body: lease(`bot-${nth}`) }))
  const statuses = (await Promise.all(takers)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(7)
  const { body } = await ask('GET', `${leases}/muster`)
  expect(fieldAt(body, 'spec.renewTime')).toBe('2026-11-20T13:00:00.123456Z')
})

test('of many who renew from the same version, one does, and the others are told of the conflict', async () => {
  const { ask } = await steppedCluster()
  const { body } = await ask('POST', leases, { body: lease('first') })
  const version = fieldAt(body, 'metadata.resourceVersion')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, nth) =>
      ask('PUT', `${leases}/muster`, { body: lease(`bot-${nth}`, version) }),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on leases.coordination.k8s.io "muster": the object has been modified; please apply your changes to the latest version and try again',
  })
})

test('a lease is released only by who holds it', async () => {
  const { ask } = await steppedCluster()
  await ask('POST', leases, { body: lease('first') })
  const release = (holder: string) =>
    ask('PATCH', `${leases}/muster`, {
      type: jsonPatch,
      body: [
        { op: 'test', path: '/spec/holderIdentity', value: holder },
        { op: 'replace', path: '/spec/holderIdentity', value: '' },
      ],
    })
  expect((await release('second')).status).toBe(422)
  expect((await release('first')).status).toBe(200)
})

test('every node renews its lease, as long as time passes', async () => {
  const { ask, clock } = await steppedCluster()
  const renewed = async () =>
    fieldAt(
      (await ask('GET', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/node-1')).body,
      'spec.renewTime',
    )
  expect(await renewed()).toBe('2026-11-20T13:00:00.000000Z')
  clock.advance(35_000)
  expect(await renewed()).toBe('2026-11-20T13:00:30.000000Z')
})
