import { expect, test } from 'vitest'
import { settings, startPractice } from '../cluster/practice.ts'
import { kubectl, makes, putsBack, using } from './using.ts'

const input = {
  configmap: 'nqba-config',
  set: { LOG_LEVEL: 'debug', SOLVER_HINT: 'tabu', QUANTUM_BATCH_SIZE: null },
  restart: ['nqba-worker'],
}

test('keys are set, added and taken away, and the pods that read them are restarted', async () => {
  const world = await startPractice()
  const config = using(world, 'set-config')
  const plan = await config.plan(input)
  expect(plan).toMatchObject({
    says: 'Set LOG_LEVEL, SOLVER_HINT, QUANTUM_BATCH_SIZE in nqba-config and restart nqba-worker',
    changes: [
      { what: 'LOG_LEVEL', before: 'info', after: 'debug' },
      { what: 'SOLVER_HINT', before: 'not set', after: 'tabu' },
      { what: 'QUANTUM_BATCH_SIZE', before: '10', after: 'not set' },
      { what: 'pods of nqba-worker', before: 'running', after: 'restarted' },
    ],
    target: 'ConfigMap nqba-platform/nqba-config',
    touches: ['Deployment nqba-platform/nqba-worker'],
    lasting: true,
  })
  await config.apply(plan.data)
  expect(await config.settle(plan.data)).toMatchObject({ state: 'applied' })
  world.pass(90_000)
  expect(await config.verify(plan.data)).toMatchObject({ passed: true })
  const now = await world.cluster.configMap(settings)
  expect(now?.data).toMatchObject({ LOG_LEVEL: 'debug', SOLVER_HINT: 'tabu' })
  expect(now?.data).not.toHaveProperty('QUANTUM_BATCH_SIZE')
})

test('undo puts each key back or takes it away, and leaves the others to their owners', async () => {
  const world = await startPractice()
  const before = await world.cluster.configMap(settings)
  const data = await makes(world, 'set-config', input)
  await kubectl(world).patch('configmaps', 'nqba-config', { data: { QUANTUM_TIMEOUT: '60' } })
  await putsBack(world, 'set-config', data)
  expect((await world.cluster.configMap(settings))?.data).toEqual({ ...before?.data, QUANTUM_TIMEOUT: '60' })
})

test('undo refuses, with the difference, once somebody has set one of the keys since', async () => {
  const world = await startPractice()
  const data = await makes(world, 'set-config', input)
  await kubectl(world).patch('configmaps', 'nqba-config', { data: { SOLVER_HINT: null, LOG_LEVEL: 'warn' } })
  expect(await using(world, 'set-config').undo(data)).toMatchObject({
    refusal: {
      code: 'changed',
      says: expect.stringMatching(
        /^LOG_LEVEL is warn now, not debug; SOLVER_HINT is not set now, not tabu: somebody/,
      ),
    },
  })
})

test('a restart alone leaves nothing in the ledger and nothing to undo', async () => {
  const world = await startPractice()
  const same = { configmap: 'nqba-config', set: { LOG_LEVEL: 'info' }, restart: ['nqba-worker'] }
  const plan = await using(world, 'set-config').plan(same)
  expect(plan).toMatchObject({ says: 'Leave nqba-config as it is and restart nqba-worker', lasting: false })
  expect(await using(world, 'set-config').undo(plan.data)).toMatchObject({ refusal: { code: 'nothing' } })
})

test('a secret is not taken, not shown, not kept, and said to have no way back', async () => {
  const world = await startPractice()
  const config = using(world, 'set-config')
  const asked = (set: Record<string, string>) => ({ configmap: 'nqba-config', set })
  expect(await config.refusal(asked({ DYNEX_API_KEY: 'canary-new-4711' }))).toMatchObject({ code: 'secret' })
  expect(await config.refusal(asked({ CACHE: 'redis://bot:canary-new@cache' }))).toMatchObject({
    code: 'secret',
  })
  const was = { DYNEX_API_KEY: 'canary-old-4711', MAX_TOKENS: '1024' }
  await kubectl(world).patch('configmaps', 'nqba-config', { data: was })
  const plan = await config.plan({ configmap: 'nqba-config', set: { DYNEX_API_KEY: null, MAX_TOKENS: 4096 } })
  expect(JSON.stringify(plan)).not.toContain('canary')
  expect(plan.changes).toEqual([
    { what: 'DYNEX_API_KEY', before: '[redacted]', after: 'not set' },
    { what: 'MAX_TOKENS', before: '1024', after: '4096' },
  ])
  expect(plan.warnings[0]).toBe(
    'The value of DYNEX_API_KEY looks like a secret and is not kept: it cannot be put back',
  )
  expect(await config.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  await config.apply(plan.data)
  expect(await config.settle(plan.data)).toMatchObject({ state: 'applied' })
  expect(await config.verify(plan.data)).toMatchObject({ passed: true })
  expect(await config.undo(plan.data)).toMatchObject({ refusal: { code: 'secret' } })
})

test('values that the cluster would not take are no plan', async () => {
  const world = await startPractice()
  world.faults.order({ call: 'PATCH *configmaps*', fault: { kind: 'error', error: 'Invalid' }, times: 1 })
  expect(await using(world, 'set-config').refusal(input)).toMatchObject({ code: 'denied' })
})
