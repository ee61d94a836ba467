import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, listAt, merge, steppedCluster } from './practice.ts'

const names = ['node-0', 'node-1', 'node-2']

async function nodes() {
  const stepped = await steppedCluster()
  const { ask, world } = stepped
  return {
    ...stepped,
    close: (name: string, unschedulable: boolean) =>
      ask('PATCH', `/api/v1/nodes/${name}`, { type: merge, body: { spec: { unschedulable } } }),
    scale: (replicas: number) =>
      ask('PATCH', `${deployments}/nqba-ipfs/scale`, { type: merge, body: { spec: { replicas } } }),
    placed: () =>
      world.store
        .list('pods', 'nqba-platform')
        .filter(({ metadata }) => metadata.labels?.component === 'ipfs')
        .map((pod) => fieldAt(pod, 'spec.nodeName')),
    told: (reason: string) => world.store.list('events').filter((event) => event.reason === reason),
  }
}

test('no new pod goes to a node that is cordoned, and its taint says so', async () => {
  const { ask, clock, close, scale, placed, told } = await nodes()
  await close('node-0', true)
  await close('node-1', true)
  const before = placed().length
  await scale(10)
  clock.advance(5_000)
  expect(placed()).toHaveLength(10)
  expect(placed().filter((name) => name === 'node-2').length).toBeGreaterThanOrEqual(10 - before)
  const { body } = await ask('GET', '/api/v1/nodes/node-0')
  expect(listAt(body, 'spec.taints')).toMatchObject([
    { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
  ])
  expect(told('NodeNotSchedulable').map(({ message }) => message)).toEqual([
    'Node node-0 status is now: NodeNotSchedulable',
    'Node node-1 status is now: NodeNotSchedulable',
  ])
})

test('pods without a node wait, say why, and run as soon as one opens', async () => {
  const { ask, clock, close, scale, placed, told } = await nodes()
  for (const name of names) await close(name, true)
  await scale(3)
  clock.advance(5_000)
  expect(placed()).toContain(undefined)
  expect(told('FailedScheduling')[0]).toMatchObject({
    type: 'Warning',
    message:
      '0/3 nodes are available: 3 node(s) were unschedulable. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
  })
  const pending = await ask('GET', `${core}/pods?fieldSelector=status.phase%3DPending`)
  const [pod] = listAt(pending.body, 'items')
  expect(listAt(pod, 'status.conditions')).toContainEqual(
    expect.objectContaining({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }),
  )
  await close('node-1', false)
  clock.advance(5_000)
  expect(placed()).toContain('node-1')
  expect(placed()).not.toContain(undefined)
  const open = await ask('GET', '/api/v1/nodes/node-1')
  expect(fieldAt(open.body, 'spec.taints')).toBeUndefined()
})

test('a pod goes only to nodes that carry the labels it selects', async () => {
  const { ask, clock, world } = await nodes()
  await ask('PATCH', '/api/v1/nodes/node-1', {
    type: merge,
    body: { metadata: { labels: { disk: 'fast' } } },
  })
  const pod = (name: string, disk: string) => ({
    metadata: { name },
    spec: { nodeSelector: { disk }, containers: [{ name: 'redis', image: 'redis:7.4.1' }] },
  })
  await ask('POST', `${core}/pods`, { body: pod('quick', 'fast') })
  await ask('POST', `${core}/pods`, { body: pod('nowhere', 'slow') })
  clock.advance(5_000)
  const place = (name: string) => fieldAt(world.store.get('pods', 'nqba-platform', name), 'spec.nodeName')
  expect([place('quick'), place('nowhere')]).toEqual(['node-1', undefined])
})

test('a pod can be put on a node by hand, once', async () => {
  const { ask, clock, close, world } = await nodes()
  for (const name of names) await close(name, true)
  const spec = { containers: [{ name: 'redis', image: 'redis:7.4.1' }] }
  await ask('POST', `${core}/pods`, { body: { metadata: { name: 'by-hand' }, spec } })
  clock.advance(1_000)
  const bind = (node: string) =>
    ask('POST', `${core}/pods/by-hand/binding`, {
      body: { metadata: { name: 'by-hand' }, target: { kind: 'Node', name: node } },
    })
  expect((await bind('node-2')).status).toBe(201)
  expect((await bind('node-1')).body).toMatchObject({ code: 409, reason: 'Conflict' })
  clock.advance(5_000)
  expect(world.store.get('pods', 'nqba-platform', 'by-hand')).toMatchObject({
    spec: { nodeName: 'node-2' },
    status: { phase: 'Running' },
  })
})

test('logs and commands need a node that tells its address', async () => {
  const { ask, world } = await nodes()
  for (const node of world.store.list('nodes'))
    world.store.update(
      'nodes',
      { ...node, status: { ...Object(node.status), addresses: [] } },
      { manager: 'kubelet' },
    )
  const pod = world.store.list('pods')[0]?.metadata.name
  for (const path of ['log', 'exec?command=true'])
    expect(await ask('GET', `${core}/pods/${pod}/${path}`)).toMatchObject({
      status: 500,
      body: { message: 'no preferred addresses found; known addresses: []' },
    })
})
