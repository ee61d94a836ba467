import { expect, test } from 'vitest'
import { Conflict } from '../../src/app/ports/failures.ts'
import { startPractice } from '../cluster/practice.ts'
import { kubectl, limits, makes, putsBack, using } from './using.ts'

const input = { deployment: 'nqba-worker', limits: { memory: '12Gi' }, requests: { cpu: '1500m' } }

async function roomy() {
  const world = await startPractice()
  const most = { cpu: '8', memory: '16Gi' }
  const surroundings = limits({ maxResources: { 'nqba-worker': most, 'nqba-api': most } })
  world.surroundings = { ...world.surroundings, ...surroundings }
  return world
}

test('a worker that runs out of memory is given more: planned, rolled out, verified', async () => {
  const world = await roomy()
  const resources = using(world, 'set-resources')
  const plan = await resources.plan(input)
  expect(plan).toMatchObject({
    says: 'Set cpu request, memory limit of worker in nqba-worker',
    changes: [
      { what: 'cpu request of worker', before: '1', after: '1500m' },
      { what: 'memory limit of worker', before: '8Gi', after: '12Gi' },
    ],
    warnings: [
      'Up to 1 of 4 pods of nqba-worker may be out of service at a time while they are replaced (25 %)',
    ],
    target: 'Deployment nqba-platform/nqba-worker',
    lasting: true,
  })
  expect(await resources.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await resources.apply(plan.data)
  expect(await resources.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await resources.verify(plan.data)).toMatchObject({ passed: false })
  world.pass(90_000)
  expect(await resources.verify(plan.data)).toMatchObject({ passed: true })
  const { spec } = await kubectl(world).get('deployments', 'nqba-worker')
  expect(spec.template.spec.containers[0].resources).toEqual({
    requests: { cpu: '1500m', memory: '2Gi' },
    limits: { cpu: '4', memory: '12Gi' },
  })
})

test('undo puts every amount back, and refuses once somebody has changed one since', async () => {
  const world = await roomy()
  const before = await kubectl(world).get('deployments', 'nqba-worker')
  const data = await makes(world, 'set-resources', input)
  await putsBack(world, 'set-resources', data)
  expect((await kubectl(world).get('deployments', 'nqba-worker')).spec).toEqual(before.spec)
  expect(await using(world, 'set-resources').undo(data)).toMatchObject({
    refusal: {
      code: 'changed',
      says: expect.stringContaining(
        'has cpu request 1, memory limit 8Gi now, not cpu request 1500m, memory limit 12Gi',
      ),
    },
  })
})

test('amounts that somebody else set meanwhile are a conflict, other settings are none', async () => {
  const world = await roomy()
  const resources = using(world, 'set-resources')
  const { data } = await resources.plan(input)
  const limited = (memory: string) => ({
    spec: {
      template: {
        spec: { containers: [{ ...container, resources: { ...container.resources, limits: { memory } } }] },
      },
    },
  })
  const { spec } = await kubectl(world).get('deployments', 'nqba-worker')
  const [container] = spec.template.spec.containers
  await kubectl(world).patch('deployments', 'nqba-worker', limited('9Gi'))
  await expect(resources.apply(data)).rejects.toThrow(Conflict)
  await kubectl(world).patch('deployments', 'nqba-worker', limited('8192Mi'))
  await resources.apply(data)
  expect(await resources.settle(data)).toMatchObject({ state: 'applied' })
})

test('amounts are bounded by service.yml and by one another', async () => {
  const world = await roomy()
  const asked = (more: object) =>
    using(world, 'set-resources').refusal({ deployment: 'nqba-worker', ...more })
  expect(await asked({ limits: { memory: '17179869185' } })).toEqual({
    code: 'over-limit',
    says: 'A container of nqba-worker may have 16Gi memory at most: see limits.maxResources in nqba/service.yml',
  })
  expect(await asked({ limits: { memory: null } })).toMatchObject({ code: 'over-limit' })
  expect(await asked({ limits: { cpu: '500m' } })).toEqual({
    code: 'bad-input',
    says: 'worker would request 1 cpu and be limited to 500m: raise the limit too, or request less',
  })
  expect(await asked({ limits: { cpu: '4000m', memory: '8192Mi' } })).toMatchObject({ code: 'same' })
  expect(await asked({ container: 'sidecar', limits: { cpu: '5' } })).toEqual({
    code: 'not-found',
    says: 'nqba-worker has no container sidecar: choose one of worker',
  })
  world.surroundings = { ...world.surroundings, ...limits({ maxResources: { 'nqba-worker': { cpu: '2' } } }) }
  expect(await asked({ requests: { memory: '3Gi' } })).toMatchObject({
    code: 'no-limit',
    says: expect.stringContaining('add "nqba-worker: { memory: <quantity> }" under limits.maxResources'),
  })
  const least = await using(world, 'set-resources').plan({ deployment: 'nqba-worker', limits: { cpu: '2' } })
  expect(least.warnings).toContain('4 cpu is over what nqba-worker may have: Muster cannot put that back')
})

test('a deployment that an autoscaler reckons for is warned about', async () => {
  const world = await roomy()
  const { warnings } = await using(world, 'set-resources').plan({
    deployment: 'nqba-api',
    requests: { cpu: '1' },
  })
  expect(warnings[0]).toBe('The autoscaler nqba-api reckons by requests: it may change the replicas')
})

test.each([
  { deployment: 'nqba-worker' },
  { deployment: 'nqba-worker', limits: {} },
  { deployment: 'nqba-worker', limits: { cpu: '-1' } },
  { deployment: 'nqba-worker', limits: { memory: 'lots' } },
  { deployment: 'nqba-worker', limits: { 'nvidia.com/gpu': '1' } },
])('%j is not what set-resources takes', async (wrong) => {
  const world = await roomy()
  await expect(using(world, 'set-resources').plan(wrong)).rejects.toThrow()
})
