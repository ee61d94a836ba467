import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { milli, quantityMistake } from '../../../src/practice/cluster/quantity.ts'
import { core, deployments, merge, steppedCluster } from './practice.ts'

const strategic = 'application/strategic-merge-patch+json'
const wrong = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const at = 'spec.template.spec.containers[0].resources'

const pod = (resources: object) => ({ containers: [{ name: 'web', image: 'web:1', resources }] })
const deployment = (resources: object) => ({
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: pod(resources) },
  },
})

test('amounts that are none, negative, or asked for above their limit are refused as by the real server', async () => {
  const { ask } = await steppedCluster()
  const create = (resources: object) => ask('POST', deployments, { body: deployment(resources) })

  expect((await create({ limits: { memory: 'much' } })).body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `Deployment in version "v1" cannot be handled as a Deployment: ${wrong}`,
    reason: 'BadRequest',
    code: 400,
  })
  const message = `Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi`
  expect((await create({ limits: { memory: '1Gi' }, requests: { memory: '2Gi' } })).body).toMatchObject({
    reason: 'Invalid',
    code: 422,
    message: `Deployment.apps "web" is invalid: ${at}.requests: ${message}`,
    details: { causes: [{ reason: 'FieldValueInvalid', message, field: `${at}.requests` }] },
  })
  const both = await create({ limits: { cpu: '-1' }, requests: { cpu: '-2', memory: '-1Gi' } })
  const negative = (value: string) => `Invalid value: "${value}": must be greater than or equal to 0`
  expect(fieldAt(both.body, 'details.causes')).toEqual([
    { reason: 'FieldValueInvalid', message: negative('-1'), field: `${at}.limits[cpu]` },
    { reason: 'FieldValueInvalid', message: negative('-2'), field: `${at}.requests[cpu]` },
    { reason: 'FieldValueInvalid', message: negative('-1Gi'), field: `${at}.requests[memory]` },
  ])
  expect((await create({ limits: { cpu: 1 }, requests: { cpu: '1000m' } })).status).toBe(201)

  // What a patch makes of an object is read as the kind too.
  const patch = (resources: object, type: string) =>
    ask('PATCH', `${deployments}/web`, { type, body: { spec: { template: { spec: pod(resources) } } } })
  const unread = await patch({ limits: { cpu: '1x' } }, strategic)
  expect(unread).toMatchObject({ status: 422, body: { details: { causes: [{ field: 'patch' }] } } })
  expect(unread.body.message).toMatch(/^ "" is invalid: patch: Invalid value: /)
  expect(String(unread.body.message).endsWith(wrong)).toBe(true)
  expect((await patch({ requests: { cpu: '1001m' } }, strategic)).body).toMatchObject({
    code: 422,
    message: `Deployment.apps "web" is invalid: ${at}.requests: Invalid value: "1001m": must be less than or equal to cpu limit of 1`,
  })
  expect((await ask('GET', `${deployments}/web`)).body.metadata).toMatchObject({ generation: 1 })

  const made = await ask('POST', `${core}/pods`, {
    body: { metadata: { name: 'p' }, spec: pod({ limits: { memory: '1Mi' }, requests: { memory: '1Gi' } }) },
  })
  expect(made.body.message).toMatch(/^Pod "p" is invalid: spec\.containers\[0\]\.resources\.requests: /)

  const autoscaler = '/apis/autoscaling/v2/namespaces/nqba-platform/horizontalpodautoscalers/nqba-api'
  const metrics = [
    {
      type: 'Resource',
      resource: { name: 'memory', target: { type: 'AverageValue', averageValue: 'much' } },
    },
  ]
  expect((await ask('PATCH', autoscaler, { type: merge, body: { spec: { metrics } } })).status).toBe(422)
  expect(
    (await ask('PATCH', autoscaler, { type: merge, body: { spec: { minReplicas: 13 } } })).body,
  ).toMatchObject({
    code: 422,
    message:
      'HorizontalPodAutoscaler.autoscaling "nqba-api" is invalid: spec.maxReplicas: Invalid value: 12: must be greater than or equal to `minReplicas`',
  })

  const budget = async (spec: object) => {
    const budgets = '/apis/policy/v1/namespaces/nqba-platform/poddisruptionbudgets'
    const { body } = await ask('POST', budgets, { body: { metadata: { name: 'b' }, spec } })
    return [body.code, fieldAt(body, 'message')]
  }
  const invalid = 'PodDisruptionBudget.policy "b" is invalid: spec'
  const share = (text: string) => `intstr.IntOrString{Type:1, IntVal:0, StrVal:"${text}"}`
  expect(await budget({ minAvailable: -1 })).toEqual([
    422,
    `${invalid}.minAvailable: Invalid value: -1: must be greater than or equal to 0`,
  ])
  expect(await budget({ maxUnavailable: '101%' })).toEqual([
    422,
    `${invalid}.maxUnavailable: Invalid value: ${share('101%')}: must not be greater than 100%`,
  ])
  expect(await budget({ minAvailable: 'some' })).toEqual([
    422,
    expect.stringContaining(
      `${invalid}.minAvailable: Invalid value: ${share('some')}: a valid percent string`,
    ),
  ])
  expect(await budget({ minAvailable: 1, maxUnavailable: 1 })).toEqual([
    422,
    expect.stringMatching(/spec: .*minAvailable and maxUnavailable cannot be both set$/),
  ])
  expect(await budget({ minAvailable: '100%' })).toEqual([undefined, undefined])
})

test('quantities are read as the API server reads them', () => {
  const read = ['1', '0.5', '.5', '5.', '+1', '-1', '100m', '1Ki', '1Gi', '2E', '1e3', '1E-2', 2, 0.25]
  expect(read.map(milli)).toEqual([
    ...[1000, 500, 500, 5000, 1000, -1000, 100, 1_024_000, 1024 ** 3 * 1000, 2e21, 1e6, 10, 2000, 250],
  ])
  for (const tenths of Array(100).keys())
    expect(milli(`${tenths * 100}m`)).toBe(milli((tenths / 10).toFixed(1)))
  const suffix = "unable to parse quantity's suffix"
  const numeric = 'unable to parse numeric part of quantity'
  const said = ['', 'much', '1GB', '1 Gi', '1.2.3', true, '5mm', '1ki', '1e', 'Gi', '-', '.'].map(
    quantityMistake,
  )
  expect(said).toEqual([...Array(6).fill(wrong), suffix, suffix, suffix, numeric, numeric, numeric])
})
