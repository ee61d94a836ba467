import { expect, test } from 'vitest'
import { Denied } from '../../src/app/ports/failures.ts'
import { checks } from '../../src/checks/index.ts'
import { nqbaService, type Practice, startPractice } from '../cluster/practice.ts'

async function check(world: Practice, name: string, input: unknown) {
  const found = checks.find((one) => one.name === name)
  if (!found) throw new Error(`no check ${name}`)
  return found.run(input, world.instruments, world.surroundings)
}

test('Dynex answers, and then it does not', async () => {
  const world = await startPractice()
  const asked = { url: 'https://dynex.co/api/health', expect: { status: 200, json: { status: 'ok' } } }
  expect(await check(world, 'http', asked)).toMatchObject({ passed: true, summary: 'dynex.co answered 200' })
  await world.breaks('dynex-outage')
  const down = await check(world, 'http', asked)
  expect(down).toMatchObject({
    passed: false,
    summary: 'dynex.co: answered 503 instead of 200; status is "down" instead of "ok"',
  })
  expect(down.evidence[0]).toMatch(/^GET https:\/\/dynex\.co\/api\/health → 503 in \d+ ms$/)
  expect(down.evidence[1]).toContain('Service unavailable')
})

test('no answer at all is a finding, not a broken check', async () => {
  const world = await startPractice()
  world.faults.order({ call: 'GET https://dynex.co*', fault: { kind: 'drop' } })
  const found = await check(world, 'http', { url: 'https://dynex.co/api/health' })
  expect(found.passed).toBe(false)
  expect(found.summary).toMatch(/^dynex\.co gave no answer/)
})

test.each([
  ['another host', 'https://evil.example/api/health'],
  ['another scheme', 'http://dynex.co/api/health'],
  ['another port', 'https://dynex.co:8443/api/health'],
  ['a path beside', 'https://dynex.co/api/healthcare'],
  ['a path above, in disguise', 'https://dynex.co/api/health/../../admin'],
  ['the metadata service', 'http://169.254.169.254/latest'],
  ['credentials in the address', 'https://ana:pw@dynex.co/api/health'],
  ['a file', 'file:///etc/passwd'],
])('%s is not asked', async (_, url) => {
  const world = await startPractice()
  await expect(check(world, 'http', { url })).rejects.toThrow(Denied)
})

test('a refusal says which line of service.yml to add', async () => {
  const world = await startPractice()
  await expect(check(world, 'http', { url: 'https://dynex.co/api/jobs?page=2' })).rejects.toThrow(
    'add "- https://dynex.co/api/jobs" under targets.urls in nqba/service.yml',
  )
  await expect(check(world, 'rollout-history', { deployment: 'nqba-redis' })).rejects.toThrow(
    'nqba-redis is not a deployment Muster may touch for NQBA: add "- nqba-redis" under targets.deployments in nqba/service.yml',
  )
  await expect(check(world, 'config', { configmap: 'kube-root-ca.crt' })).rejects.toThrow(
    'targets.configmaps',
  )
  await expect(check(world, 'pods', { selector: 'a=b', namespace: 'kube-system' })).rejects.toThrow(
    'leave out "namespace: kube-system"',
  )
})

test('a path below a listed address may be asked, and its JSON judged', async () => {
  const world = await startPractice()
  const found = await check(world, 'http', {
    url: 'https://api.nqba.flyfox.ai/health',
    expect: { json: { 'pods.ready': 3 } },
  })
  expect(found).toMatchObject({ passed: true })
})

test('pods are ready until a bad deploy crash-loops', async () => {
  const world = await startPractice()
  const asked = { selector: 'component=api', maxRestarts: 0 }
  expect(await check(world, 'pods', asked)).toMatchObject({ passed: true, summary: '3 of 3 pods ready' })
  await world.breaks('bad-deploy')
  world.pass(60_000)
  const found = await check(world, 'pods', asked)
  expect(found.passed).toBe(false)
  expect(found.summary).toMatch(/^2 of \d pods ready; nqba-api-\S+ is in CrashLoopBackOff after \d+ restarts/)
  expect(found.evidence[0]).toMatch(/CrashLoopBackOff, not ready/)
})

test('enough ready pods pass, too few or none do not', async () => {
  const world = await startPractice()
  expect(await check(world, 'pods', { selector: 'component=api', minReady: 2 })).toMatchObject({
    passed: true,
  })
  expect(await check(world, 'pods', { selector: 'component=api', minReady: 4 })).toMatchObject({
    passed: false,
    summary: '3 of 3 pods ready; 4 are needed',
  })
  expect(await check(world, 'pods', { selector: 'component=nothing' })).toMatchObject({
    passed: false,
    summary: '0 of 0 pods ready; no pod has this selector',
  })
})

test('the workers log failed jobs once Dynex is down', async () => {
  const world = await startPractice()
  const failures = {
    selector: 'component=worker',
    match: 'quantum_job_failed|job_failed|failed',
    since: '2m',
    expect: 'none',
  }
  world.pass(120_000)
  expect(await check(world, 'logs', failures)).toMatchObject({ passed: true })
  await world.breaks('dynex-outage')
  world.pass(120_000)
  const found = await check(world, 'logs', failures)
  expect(found.passed).toBe(false)
  expect(found.summary).toMatch(/^\S*failed.* \(newest of \d+ lines in the last 2m of 4 pods\)$/)
  expect(found.evidence.length).toBeLessThanOrEqual(5)
  expect(found.evidence[0]).toMatch(/^nqba-worker-\S+: .*failed/)
})

test('"none" is not proven by the newest lines alone', async () => {
  const world = await startPractice()
  world.pass(5 * 3_600_000)
  const found = await check(world, 'logs', {
    selector: 'app=nqba-platform',
    match: 'no such words',
    since: '24h',
    expect: 'none',
  })
  expect(found).toMatchObject({ passed: false, data: { matching: 0, truncated: true } })
  expect(found.summary).toMatch(/only the newest [\d,]+ lines were read/)
})

test('a pattern that would run for ever is stopped and named', async () => {
  const world = await startPractice()
  world.pass(60_000)
  await expect(check(world, 'logs', { selector: 'component=api', match: '^(.+)+;$' })).rejects.toThrow(
    /takes too long/,
  )
})

test('the history passes until something was deployed lately', async () => {
  const world = await startPractice()
  const before = await check(world, 'rollout-history', { deployment: 'nqba-api' })
  expect(before).toMatchObject({
    passed: true,
    summary: 'nqba-api last changed 3d ago, to revision 4 (4 revisions kept)',
  })
  expect(before.evidence[1]).toBe(
    'revision 3 · nqba-api:2.7.1 · made 12d ago · Release 2.7.1: fix billing rounding',
  )
  await world.breaks('bad-deploy')
  world.pass(300_000)
  const after = await check(world, 'rollout-history', { deployment: 'nqba-api', recent: '30m' })
  expect(after).toMatchObject({ passed: false, data: { revision: 5 } })
  expect(after.summary).toMatch(/^nqba-api last changed 5m ago, to revision 5/)
  expect(after.evidence[0]).toMatch(/^revision 5 \(now\) · nqba-api:2\.8\.1 · made 5m ago · Release 2\.8\.1/)
})

test('a revision put back counts as a change, though its ReplicaSet is old', async () => {
  const world = await startPractice()
  const { cluster } = world
  const api = { namespace: 'nqba-platform', name: 'nqba-api' }
  const now = await cluster.deployment(api)
  const [, earlier] = await cluster.revisions(api)
  await cluster.rollBack(api, {
    replicaSet: earlier?.replicaSet ?? '',
    ifVersion: now?.resourceVersion ?? '',
    remediation: 'rem-1',
  })
  world.pass(120_000)
  expect(await check(world, 'rollout-history', { deployment: 'nqba-api' })).toMatchObject({ passed: false })
})

test('values of a ConfigMap are compared, and YAML booleans mean text', async () => {
  const world = await startPractice()
  const asked = {
    configmap: 'nqba-config',
    expect: { QUANTUM_FALLBACK_ENABLED: true, QUANTUM_BATCH_SIZE: 10 },
  }
  expect(await check(world, 'config', asked)).toMatchObject({
    passed: false,
    summary: 'nqba-config: QUANTUM_FALLBACK_ENABLED=false instead of true',
    evidence: ['QUANTUM_FALLBACK_ENABLED=false', 'QUANTUM_BATCH_SIZE=10'],
  })
  expect(
    await check(world, 'config', { configmap: 'nqba-config', keys: ['LOG_LEVEL', 'NOPE'] }),
  ).toMatchObject({
    passed: true,
    evidence: ['LOG_LEVEL=info', 'NOPE is not set'],
  })
})

test('a missing right makes a check fail to look, not fail', async () => {
  const world = await startPractice()
  const instruments = { ...world.instruments, cluster: world.as('practice-viewer') }
  const [config] = checks.filter(({ name }) => name === 'config')
  await expect(
    config?.run({ configmap: 'nqba-config' }, instruments, {
      service: nqbaService,
      signal: AbortSignal.timeout(5000),
    }),
  ).rejects.toThrow('grant its service account "get" on "configmaps"')
})

test('secrets in a ConfigMap do not reach the evidence', async () => {
  const world = await startPractice()
  const canary = ['hunter2', 'canary'].join('-')
  const { store } = world.practice.world
  const config = structuredClone(store.get('configmaps', 'nqba-platform', 'nqba-config'))
  if (!config) throw new Error('no nqba-config')
  Object.assign(config, { data: { DYNEX_API_KEY: canary, DATABASE_URL: `postgres://app:${canary}@db/jobs` } })
  store.update('configmaps', config, { manager: 'kubectl' })
  const found = await check(world, 'config', { configmap: 'nqba-config', expect: { DYNEX_API_KEY: 'other' } })
  const all = await check(world, 'config', { configmap: 'nqba-config' })
  expect(JSON.stringify([found, all])).not.toContain(canary)
  expect(all.evidence).toContain('DATABASE_URL=postgres://app:[redacted]@db/jobs')
})

test.each(checks.map((one) => [one.name, one] as const))('%s refuses input it does not know', (_, one) => {
  expect(one.input.safeParse({ nonsense: 1 }).success).toBe(false)
})
