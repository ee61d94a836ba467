import { expect, test } from 'vitest'
import type { KubeObject } from '../../../src/practice/cluster/object.ts'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, listAt, merge, steppedCluster, strategic } from './practice.ts'

const grouped = '/apis/events.k8s.io/v1/namespaces/nqba-platform/events'

async function eventful() {
  const stepped = await steppedCluster()
  const { ask, world } = stepped
  return {
    ...stepped,
    scale: (replicas: number) =>
      ask('PATCH', `${deployments}/nqba-worker/scale`, { type: merge, body: { spec: { replicas } } }),
    image: (image: string) =>
      ask('PATCH', `${deployments}/nqba-ipfs`, {
        type: strategic,
        body: { spec: { template: { spec: { containers: [{ name: 'ipfs', image }] } } } },
      }),
    told: (reason: string): KubeObject[] =>
      world.store.list('events').filter((event) => event.reason === reason),
  }
}

const messages = (events: KubeObject[]) => events.map(({ message }) => String(message))

test('a scaled deployment, its replica set, the scheduler and the kubelet each tell their part', async () => {
  const { clock, scale, told } = await eventful()
  await scale(5)
  clock.advance(5_000)
  expect(messages(told('ScalingReplicaSet'))).toEqual([
    expect.stringMatching(/^Scaled up replica set nqba-worker-\w+ to 5 from 4$/),
  ])
  const [made] = messages(told('SuccessfulCreate'))
  const pod = made?.replace('Created pod: ', '')
  expect(messages(told('Scheduled'))).toEqual([
    expect.stringMatching(`^Successfully assigned nqba-platform/${pod} to node-\\d$`),
  ])
  for (const reason of ['Pulled', 'Created', 'Started'])
    expect(told(reason)[0]).toMatchObject({
      involvedObject: { kind: 'Pod', name: pod, fieldPath: 'spec.containers{worker}' },
      source: { component: 'kubelet', host: expect.stringMatching(/^node-/) },
      type: 'Normal',
    })
  await scale(4)
  clock.advance(5_000)
  expect(messages(told('Killing'))).toEqual(['Stopping container worker'])
})

test('a crash loop and an image that cannot be pulled are warned of, and counted', async () => {
  const { ask, clock, image, told } = await eventful()
  await ask('PATCH', `${deployments}/nqba-api`, {
    type: strategic,
    body: { spec: { template: { spec: { containers: [{ name: 'api', image: 'nqba-api:2.8.1' }] } } } },
  })
  await image('ipfs-cluster:9')
  clock.advance(180_000)
  const loop = told('BackOff').find(({ type }) => type === 'Warning')
  expect(loop?.message).toMatch(
    /^Back-off restarting failed container api in pod nqba-api-\S+_nqba-platform\(/,
  )
  expect(loop?.count).toBeGreaterThan(2)
  expect(messages(told('Failed'))).toEqual(
    expect.arrayContaining([
      'Error: ErrImagePull',
      'Error: ImagePullBackOff',
      expect.stringContaining('Failed to pull image "ipfs-cluster:9"'),
    ]),
  )
})

test('an event is one object with two faces', async () => {
  const { ask, clock, scale } = await eventful()
  await scale(5)
  clock.advance(5_000)
  const query = 'involvedObject.name%3Dnqba-worker,reason%3DScalingReplicaSet'
  const [old] = listAt((await ask('GET', `${core}/events?fieldSelector=${query}`)).body, 'items')
  const regarding = query.replace('involvedObject', 'regarding')
  const list = await ask('GET', `${grouped}?fieldSelector=${regarding}`)
  const [event] = listAt(list.body, 'items')
  expect(list.body).toMatchObject({ kind: 'EventList', apiVersion: 'events.k8s.io/v1' })
  expect(event).toMatchObject({
    metadata: fieldAt(old, 'metadata'),
    note: fieldAt(old, 'message'),
    regarding: fieldAt(old, 'involvedObject'),
    deprecatedCount: 1,
    deprecatedSource: { component: 'deployment-controller' },
  })
  expect(event).not.toHaveProperty('message')
})

test('an event told through the newer group is read through the older', async () => {
  const { ask } = await eventful()
  const body = {
    metadata: { name: 'muster.1' },
    eventTime: '2026-11-20T13:00:00.000000Z',
    action: 'Restart',
    reason: 'Remediated',
    note: 'Muster restarted nqba-api',
    regarding: { kind: 'Deployment', namespace: 'nqba-platform', name: 'nqba-api' },
    reportingController: 'muster',
    reportingInstance: 'muster-0',
    type: 'Normal',
  }
  expect((await ask('POST', grouped, { body })).body).toMatchObject({ note: 'Muster restarted nqba-api' })
  expect((await ask('GET', `${core}/events/muster.1`)).body).toMatchObject({
    apiVersion: 'v1',
    message: 'Muster restarted nqba-api',
    involvedObject: { name: 'nqba-api' },
    reportingComponent: 'muster',
    firstTimestamp: null,
  })
})

test('many that are alike become one that stands for all', async () => {
  const { clock, scale, told } = await eventful()
  for (let count = 5; count < 20; count += 1) {
    await scale(count)
    clock.advance(5_000)
  }
  const all = told('ScalingReplicaSet')
  const combined = all.filter(({ message }) => String(message).startsWith('(combined from similar events): '))
  expect([all.length, combined.length]).toEqual([10, 1])
  expect(combined[0]).toMatchObject({ count: 6, message: expect.stringMatching(/ to 19 from 18$/) })
})

test('events are forgotten after an hour', async () => {
  const { clock, scale, told } = await eventful()
  await scale(5)
  clock.advance(3_500_000)
  expect(told('ScalingReplicaSet')).toHaveLength(1)
  clock.advance(200_000)
  await scale(6)
  clock.advance(5_000)
  expect(messages(told('ScalingReplicaSet'))).toEqual([expect.stringMatching(/to 6 from 5$/)])
})
