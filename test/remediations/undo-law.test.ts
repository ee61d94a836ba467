import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namespace, nqbaService, type Practice, startPractice } from '../cluster/practice.ts'
import { kubectl, using } from './using.ts'

const runs = { numRuns: 12 }

const words = fc.stringMatching(/^[a-z]{1,8}$/)
const amounts = fc.record(
  { cpu: fc.constantFrom('100m', '250m', '1', '1500m'), memory: fc.constantFrom('64Mi', '256Mi', '1Gi') },
  { requiredKeys: [] },
)
/** What a container asks for is never more than it may have. */
const most = { cpu: '4', memory: '8Gi' }

const container = fc.record({
  image: fc.constantFrom('nqba-worker:2.7.0', 'nqba-worker:2.8.0', 'redis:7.4.1'),
  env: fc.dictionary(words, words, { maxKeys: 3 }),
  requests: amounts,
  args: fc.array(words, { maxLength: 2 }),
})
const template = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  annotations: fc.dictionary(words, words, { maxKeys: 2 }),
  grace: fc.integer({ min: 1, max: 60 }),
})
type Template = typeof template extends fc.Arbitrary<infer T> ? T : never

const podTemplate = ({ containers, annotations, grace }: Template, app: string) => ({
  metadata: { labels: { app }, annotations },
  spec: {
    terminationGracePeriodSeconds: grace,
    containers: containers.map(({ env, requests, ...rest }, n) => ({
      name: `c${n}`,
      ...rest,
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      resources: { requests, limits: most },
    })),
  },
})

let made = 0

/** A deployment of its own in the world, which service.yml lists. */
async function deploys(world: Practice, first: Template, replicas: number): Promise<string> {
  made += 1
  const name = `law-${made}`
  await kubectl(world).create('deployments', {
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: podTemplate(first, name) },
  })
  world.pass(5_000)
  const { targets } = nqbaService
  const service = {
    ...nqbaService,
    targets: { ...targets, deployments: [name] },
    limits: { ...nqbaService.limits, maxReplicasDefault: 9, maxResources: { [name]: most } },
  }
  world.surroundings = { ...world.surroundings, service }
  return name
}

/** Made, made once more, and put back: nothing on the second time, and nothing left of the first. */
async function expectPutBack(world: Practice, remediation: string, input: object, at: [string, string]) {
  const look = () => kubectl(world).get(...at)
  const { spec, data } = await look()
  const id = `${at[1]}-${remediation}`
  const forth = using(world, remediation, id)
  const plan = await forth.plan(input)
  expect(await forth.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await forth.apply(plan.data)
  world.pass(5_000)
  const once = await look()
  expect({ spec: once.spec, data: once.data }).not.toEqual({ spec, data })
  await forth.apply(plan.data)
  expect(await look()).toEqual(once)
  expect(await forth.settle(plan.data)).toMatchObject({ state: 'applied' })

  const undone = await forth.undo(plan.data)
  if (!undone.ok) throw new Error(undone.refusal.says)
  const back = using(world, undone.value.name, `${id}-undo`)
  await back.apply((await back.plan(undone.value.input)).data)
  world.pass(5_000)
  const after = await look()
  expect({ spec: after.spec, data: after.data }).toEqual({ spec, data })
  expect(await forth.undo(plan.data)).toMatchObject({ refusal: { code: 'changed' } })
}

test('a rollback that is undone leaves every field of the deployment as it was', async () => {
  const world = await startPractice()
  await fc.assert(
    fc.asyncProperty(template, template, fc.nat(3), async (first, second, replicas) => {
      const name = await deploys(world, first, replicas)
      fc.pre(JSON.stringify(podTemplate(first, name)) !== JSON.stringify(podTemplate(second, name)))
      await kubectl(world).patch('deployments', name, {
        spec: {
          template: {
            ...podTemplate(second, name),
            metadata: {
              labels: { app: name },
              annotations: {
                ...Object.fromEntries(Object.keys(first.annotations).map((key) => [key, null])),
                ...second.annotations,
                release: 'second',
              },
            },
          },
        },
      })
      world.pass(5_000)
      await expectPutBack(world, 'rollback', { deployment: name }, ['deployments', name])
    }),
    runs,
  )
})

test('resources and replicas that are put back leave every field as it was', async () => {
  const world = await startPractice()
  await fc.assert(
    fc.asyncProperty(
      template,
      amounts,
      fc.nat(3),
      fc.integer({ min: 4, max: 9 }),
      async (first, asked, from, to) => {
        const name = await deploys(world, first, from)
        const at: [string, string] = ['deployments', name]
        await expectPutBack(world, 'scale', { deployment: name, replicas: to }, at)
        const requests = { cpu: '333m', ...asked, memory: '777Mi' }
        await expectPutBack(world, 'set-resources', { deployment: name, container: 'c0', requests }, at)
      },
    ),
    runs,
  )
})

test('values that are put back leave the ConfigMap as it was, key by key', async () => {
  const world = await startPractice()
  const key = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,6}$/).filter((name) => !/PWD|TOKEN|DSN|KEY/.test(name))
  const value = fc.stringMatching(/^[a-z0-9 .,/-]{0,12}$/)
  const held = fc.dictionary(key, value, { maxKeys: 5 })
  const asked = fc.dictionary(key, fc.oneof(value, fc.constant(null)), { minKeys: 1, maxKeys: 5 })
  await fc.assert(
    fc.asyncProperty(held, asked, async (before, set) => {
      made += 1
      const name = `law-${made}`
      await kubectl(world).create('configmaps', { metadata: { name, namespace }, data: before })
      const targets = { ...nqbaService.targets, configmaps: [name] }
      world.surroundings = { ...world.surroundings, service: { ...nqbaService, targets } }
      fc.pre(Object.entries(set).some(([one, is]) => (before[one] ?? null) !== is))
      await expectPutBack(world, 'set-config', { configmap: name, set }, ['configmaps', name])
    }),
    { numRuns: 40 },
  )
})
