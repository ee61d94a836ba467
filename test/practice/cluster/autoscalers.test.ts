import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { trafficSpike } from '../../../src/practice/services/nqba/programs/state.ts'
import { core, deployments, listAt, merge, steppedCluster } from './practice.ts'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

const autoscalers = (version: string) =>
  `/apis/autoscaling/${version}/namespaces/nqba-platform/horizontalpodautoscalers`
const path = `${autoscalers('v2')}/nqba-api`

const scale = ({ ask }: Practice, replicas: number) =>
  ask('PATCH', `${deployments}/nqba-api/scale`, { type: merge, body: { spec: { replicas } } })
const replicas = ({ world }: Practice) =>
  fieldAt(world.store.get('deployments', 'nqba-platform', 'nqba-api'), 'spec.replicas')
const change = ({ ask }: Practice, spec: unknown) => ask('PATCH', path, { type: merge, body: { spec } })
const read = async ({ ask }: Practice) => (await ask('GET', path)).body
const condition = (body: unknown, type: string) =>
  listAt(body, 'status.conditions').find((one) => fieldAt(one, 'type') === type)
const rescales = async ({ ask }: Practice) =>
  listAt((await ask('GET', `${core}/events?fieldSelector=reason%3DSuccessfulRescale`)).body, 'items').map(
    (one) => fieldAt(one, 'message'),
  )

test('a calm autoscaler says what it measures and why it does nothing', async () => {
  const practice = await steppedCluster()
  practice.clock.advance(45_000)
  const body = await read(practice)
  expect(body.status).toMatchObject({
    currentReplicas: 3,
    desiredReplicas: 3,
    currentMetrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          current: {
            averageUtilization: expect.closeTo(28, -0.5),
            averageValue: expect.stringMatching(/^1[34]\dm$/),
          },
        },
      },
    ],
  })
  expect(condition(body, 'AbleToScale')).toMatchObject({ status: 'True', reason: 'ScaleDownStabilized' })
  expect(condition(body, 'ScalingActive')).toMatchObject({
    status: 'True',
    reason: 'ValidMetricFound',
    message:
      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  })
  expect(fieldAt(body, 'status.lastScaleTime')).toBeUndefined()
  practice.clock.advance(300_000)
  const later = await read(practice)
  expect(condition(later, 'AbleToScale')).toMatchObject({ reason: 'ReadyForNewScale' })
  expect(condition(later, 'ScalingLimited')).toMatchObject({ status: 'True', reason: 'TooFewReplicas' })
  expect(replicas(practice)).toBe(3)
  expect(await rescales(practice)).toEqual([])
})

test('somebody scales by hand, outside the bounds or inside them, and the autoscaler takes it back', async () => {
  const practice = await steppedCluster()
  practice.clock.advance(15_000)
  await scale(practice, 20)
  practice.clock.advance(15_000)
  expect(replicas(practice)).toBe(12)
  await scale(practice, 1)
  practice.clock.advance(15_000)
  expect(replicas(practice)).toBe(3)
  practice.clock.advance(60_000)
  await scale(practice, 8)
  practice.clock.advance(15_000)
  expect(replicas(practice)).toBe(3)
  const body = await read(practice)
  expect(body.status).toMatchObject({
    currentReplicas: 8,
    desiredReplicas: 3,
    lastScaleTime: '2026-11-20T13:02:00Z',
  })
  expect(condition(body, 'AbleToScale')).toMatchObject({
    reason: 'SucceededRescale',
    message: 'the HPA controller was able to update the target scale to 3',
  })
  expect((await rescales(practice)).sort()).toEqual([
    'New size: 12; reason: Current number of replicas above Spec.MaxReplicas',
    'New size: 3; reason: All metrics below target',
    'New size: 3; reason: Current number of replicas below Spec.MinReplicas',
  ])
})

test('a target scaled to zero is left alone', async () => {
  const practice = await steppedCluster()
  await scale(practice, 0)
  practice.clock.advance(60_000)
  expect(replicas(practice)).toBe(0)
  expect(condition(await read(practice), 'ScalingActive')).toMatchObject({
    status: 'False',
    reason: 'ScalingDisabled',
    message: 'scaling is disabled since the replica count of the target is zero',
  })
})

test('load lets it grow at most to double, and what it recommended holds for five minutes', async () => {
  const practice = await steppedCluster()
  practice.clock.advance(30_000)
  await change(practice, {
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 20 } },
      },
    ],
  })
  practice.world.condition(trafficSpike).set(true)
  practice.clock.advance(15_000)
  expect(replicas(practice), '69% of a target of 20% asks for 11').toBe(6)
  expect(condition(await read(practice), 'ScalingLimited')).toMatchObject({ reason: 'ScaleUpLimit' })
  practice.clock.advance(90_000)
  expect(replicas(practice)).toBe(12)
  practice.world.condition(trafficSpike).set(false)
  practice.clock.advance(240_000)
  expect(replicas(practice)).toBe(12)
  expect(condition(await read(practice), 'AbleToScale')).toMatchObject({ reason: 'ScaleDownStabilized' })
  practice.clock.advance(120_000)
  expect(Number(replicas(practice))).toBeLessThan(6)
  expect(await rescales(practice)).toContain(
    'New size: 6; reason: cpu resource utilization (percentage of request) above target',
  )
})

test('an autoscaler may ask for its own pace', async () => {
  const practice = await steppedCluster()
  await change(practice, {
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 0,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
      },
    },
  })
  await scale(practice, 6)
  practice.clock.advance(15_000)
  expect(replicas(practice)).toBe(5)
  practice.clock.advance(45_000)
  expect(replicas(practice)).toBe(5)
  expect(condition(await read(practice), 'ScalingLimited')).toMatchObject({ reason: 'ScaleDownLimit' })
  practice.clock.advance(15_000)
  expect(replicas(practice)).toBe(4)
  await change(practice, { behavior: { scaleDown: { selectPolicy: 'Disabled' } } })
  practice.clock.advance(120_000)
  expect(replicas(practice)).toBe(4)
})

test('without figures it does not scale, and says why', async () => {
  const practice = await steppedCluster()
  await practice.ask('DELETE', '/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io')
  await scale(practice, 5)
  practice.clock.advance(30_000)
  expect(replicas(practice)).toBe(5)
  expect(condition(await read(practice), 'ScalingActive')).toMatchObject({
    status: 'False',
    reason: 'FailedGetResourceMetric',
    message: expect.stringContaining('the server could not find the requested resource'),
  })
  await change(practice, { scaleTargetRef: { name: 'gone' } })
  practice.clock.advance(15_000)
  expect(condition(await read(practice), 'AbleToScale')).toMatchObject({
    status: 'False',
    reason: 'FailedGetScale',
    message: expect.stringContaining('deployments.apps "gone" not found'),
  })
})

test('autoscaling/v1 shows the same autoscaler, and a change through it loses nothing', async () => {
  const practice = await steppedCluster()
  const memory = {
    type: 'Resource',
    resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 90 } },
  }
  const { body: before } = await practice.ask('GET', path)
  await change(practice, {
    metrics: [memory, ...listAt(before, 'spec.metrics')],
    behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
  })
  practice.clock.advance(15_000)
  const { body: one } = await practice.ask('GET', `${autoscalers('v1')}/nqba-api`)
  expect(one).toMatchObject({
    apiVersion: 'autoscaling/v1',
    spec: { minReplicas: 3, maxReplicas: 12, targetCPUUtilizationPercentage: 70 },
    status: {
      currentReplicas: 3,
      desiredReplicas: 3,
      currentCPUUtilizationPercentage: expect.closeTo(28, -0.5),
    },
    metadata: {
      annotations: { 'autoscaling.alpha.kubernetes.io/metrics': JSON.stringify([memory]) },
    },
  })
  const patched = await practice.ask('PATCH', `${autoscalers('v1')}/nqba-api`, {
    type: merge,
    body: { spec: { maxReplicas: 9, targetCPUUtilizationPercentage: 60 } },
  })
  expect(patched).toMatchObject({ status: 200, body: { apiVersion: 'autoscaling/v1' } })
  const after = await read(practice)
  expect(after).toMatchObject({
    spec: {
      maxReplicas: 9,
      metrics: [memory, { resource: { target: { averageUtilization: 60 } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    },
  })
  expect(fieldAt(after, 'metadata.annotations')).not.toHaveProperty('autoscaling.alpha.kubernetes.io/metrics')
  const { body: beta } = await practice.ask('GET', `${autoscalers('v2beta2')}/nqba-api`)
  expect(beta).toMatchObject({ apiVersion: 'autoscaling/v2beta2', spec: { maxReplicas: 9 } })
})

test('bounds that cannot be are refused in the words of the real server', async () => {
  const practice = await steppedCluster()
  const refused = async (spec: unknown) => (await change(practice, spec)).body.message
  const before = 'HorizontalPodAutoscaler.autoscaling "nqba-api" is invalid: '
  expect(await refused({ maxReplicas: 2 })).toBe(
    `${before}spec.maxReplicas: Invalid value: 2: must be greater than or equal to \`minReplicas\``,
  )
  expect(await refused({ minReplicas: 0 })).toBe(
    `${before}spec.minReplicas: Invalid value: 0: must be greater than or equal to 1`,
  )
  expect(await refused({ scaleTargetRef: { name: '' } })).toBe(
    `${before}spec.scaleTargetRef.name: Required value`,
  )
})
