import { expect, test } from 'vitest'
import { namespace, settings, startPractice, worker } from '../cluster/practice.ts'
import { using } from './using.ts'

const input = {
  configmap: 'nqba-config',
  set: { QUANTUM_FALLBACK_ENABLED: 'true', FALLBACK_SOLVER: 'classical' },
  restart: ['nqba-worker'],
}

test('the fallback heals a Dynex outage: values, restart, jobs', async () => {
  const world = await startPractice()
  await world.breaks('dynex-outage')
  const toggle = using(world, 'fallback-toggle')
  const plan = await toggle.plan(input)
  expect(plan).toMatchObject({
    says: 'Set QUANTUM_FALLBACK_ENABLED, FALLBACK_SOLVER in nqba-config and restart nqba-worker',
    changes: [
      { what: 'QUANTUM_FALLBACK_ENABLED', before: 'false', after: 'true' },
      { what: 'FALLBACK_SOLVER', before: 'none', after: 'classical' },
      { what: 'pods of nqba-worker', before: 'running', after: 'restarted' },
    ],
  })
  await toggle.apply(plan.data)
  world.pass(90_000)
  expect(await toggle.verify(plan.data)).toMatchObject({
    passed: true,
    evidence: ['QUANTUM_FALLBACK_ENABLED=true', 'FALLBACK_SOLVER=classical'],
  })
  const logs = await world.cluster.logs({
    namespace,
    selector: 'component=worker',
    sinceMs: 60_000,
    limitBytes: 200_000,
  })
  expect(logs.lines.some(({ line }) => line.includes('fallback_job'))).toBe(true)
})

test('stopped half-way it is not whole, and the second try finishes it once', async () => {
  const world = await startPractice({ requestTimeoutMs: 300 })
  const toggle = using(world, 'fallback-toggle')
  const plan = await toggle.plan(input)
  expect(await toggle.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  world.faults.order({ call: 'PATCH *deployments*', fault: { kind: 'drop' }, times: 1 })
  await expect(toggle.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
  expect(await toggle.settle(plan.data)).toEqual({
    state: 'partly',
    says: 'nqba-config carries the mark of this change, but 1 of 1 restarts are still to be made',
  })
  await toggle.apply(plan.data)
  expect(await toggle.settle(plan.data)).toMatchObject({ state: 'applied' })
  world.pass(60_000)
  const restarted = await world.cluster.deployment(worker)
  await toggle.apply(plan.data)
  world.pass(60_000)
  expect(await world.cluster.deployment(worker)).toEqual(restarted)
})

test('a refusal after the values are written does not claim that nothing was done', async () => {
  const world = await startPractice()
  const toggle = using(world, 'fallback-toggle')
  const plan = await toggle.plan(input)
  world.faults.order({ call: 'PATCH *deployments*', fault: { kind: 'status', status: 403 }, times: 1 })
  await expect(toggle.apply(plan.data)).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
})

test('other keys may change meanwhile, the planned ones may not', async () => {
  const world = await startPractice()
  const toggle = using(world, 'fallback-toggle')
  const plan = await toggle.plan(input)
  const set = async (values: Record<string, string>) => {
    const now = await world.cluster.configMap(settings)
    await world.cluster.setConfig(settings, {
      set: values,
      ifVersion: now?.resourceVersion ?? '',
      remediation: 'other',
    })
  }
  await set({ FALLBACK_SOLVER: 'tabu' })
  await expect(toggle.apply(plan.data)).rejects.toThrow(
    'Values of nqba-config changed since this was planned',
  )
  await set({ FALLBACK_SOLVER: 'none', LOG_LEVEL: 'debug' })
  await toggle.apply(plan.data)
  expect((await world.cluster.configMap(settings))?.data).toMatchObject({
    FALLBACK_SOLVER: 'classical',
    LOG_LEVEL: 'debug',
  })
})

test('what is not listed is neither set nor restarted', async () => {
  const world = await startPractice()
  const toggle = using(world, 'fallback-toggle')
  expect(await toggle.refusal({ ...input, configmap: 'coredns' })).toMatchObject({ code: 'not-listed' })
  expect(await toggle.refusal({ ...input, restart: ['nqba-ipfs'] })).toMatchObject({ code: 'not-listed' })
  expect(await toggle.refusal({ configmap: 'nqba-config', set: { LOG_LEVEL: 'info' } })).toMatchObject({
    code: 'same',
  })
})
