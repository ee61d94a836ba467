import { createClient } from 'redis'
import { describe, expect, test } from 'vitest'
import { Conflict, Denied, type Instruments } from '../../src/app/ports/cluster.ts'
import type { Service } from '../../src/domain/service.ts'
import { remediations } from '../../src/remediations/index.ts'
import {
  api,
  namespace,
  nqbaService,
  type Practice,
  settings,
  startPractice,
  worker,
} from '../cluster/practice.ts'
import { hasRedis, password, startRedis } from '../cluster/redis-server.ts'

/** One remediation as the bot would run it, with the same id and start on every try. */
function using(world: Practice, name: string, id = 'rem-1', instruments: Instruments = world.instruments) {
  const found = remediations.find((one) => one.name === name)
  if (!found) throw new Error(`no remediation ${name}`)
  const applying = { ...world.surroundings, id, startedAt: world.now().toISOString() }
  return {
    async plan(input: unknown) {
      const planned = await found.plan(input, instruments, world.surroundings)
      if (!planned.ok) throw new Error(`refused: ${planned.refusal.says}`)
      return planned.value
    },
    async refusal(input: unknown) {
      const planned = await found.plan(input, instruments, world.surroundings)
      if (planned.ok) throw new Error(`planned: ${planned.value.says}`)
      return planned.refusal
    },
    apply: (data: unknown) => found.apply(data, instruments, applying),
    settle: (data: unknown) => found.settle(data, instruments, applying),
    verify: (data: unknown) => found.verify(data, instruments, applying),
  }
}

const withService = (change: Partial<Service>): { service: Service } => ({
  service: { ...nqbaService, ...change },
})

describe('rollback', () => {
  test('a bad deploy is rolled back: planned, applied, verified, healed', async () => {
    const world = await startPractice()
    await world.breaks('bad-deploy')
    world.pass(60_000)
    const rollback = using(world, 'rollback')
    const plan = await rollback.plan({ deployment: 'nqba-api' })
    expect(plan).toMatchObject({
      says: 'Roll nqba-api back from revision 5 to 4',
      target: 'Deployment nqba-platform/nqba-api',
      changes: [
        { what: 'revision', before: '5', after: '4' },
        { what: 'image of api', before: 'nqba-api:2.8.1', after: 'nqba-api:2.8.0' },
        { what: 'change cause', before: 'Release 2.8.1: ledger', after: 'Release 2.8.0: cache schema 42' },
        { what: 'made', before: '2026-11-20 14:00 UTC', after: '2026-11-17 14:00 UTC' },
      ],
      warnings: ['The last rollout of nqba-api has not finished'],
    })
    await rollback.apply(plan.data)
    expect(await rollback.verify(plan.data)).toMatchObject({ passed: false })
    world.pass(60_000)
    expect(await rollback.verify(plan.data)).toEqual({
      passed: true,
      summary: 'nqba-api: all 3 pods are updated and available',
      evidence: [],
    })
  })

  test('a plan made again while the crash loop goes on is the same plan', async () => {
    const world = await startPractice()
    await world.breaks('bad-deploy')
    world.pass(5_000)
    const first = await using(world, 'rollback').plan({ deployment: 'nqba-api' })
    world.pass(300_000)
    const before = await world.cluster.deployment(api)
    world.pass(900_000)
    const after = await world.cluster.deployment(api)
    expect(after?.resourceVersion).not.toBe(before?.resourceVersion)
    expect(await using(world, 'rollback').plan({ deployment: 'nqba-api' })).toEqual(first)
    await using(world, 'rollback').apply(first.data)
  })

  test('what was deployed in between stops it, and nothing is done', async () => {
    const world = await startPractice()
    const rollback = using(world, 'rollback')
    const plan = await rollback.plan({ deployment: 'nqba-api', to: 2 })
    await world.breaks('bad-deploy')
    world.pass(1_000)
    await expect(rollback.apply(plan.data)).rejects.toThrow(Conflict)
    expect((await world.cluster.deployment(api))?.containers[0]?.image).toBe('nqba-api:2.8.1')
  })

  test('applied twice with the same id it is one rollback', async () => {
    const world = await startPractice()
    const rollback = using(world, 'rollback')
    const plan = await rollback.plan({ deployment: 'nqba-api', to: 2 })
    await rollback.apply(plan.data)
    world.pass(60_000)
    const once = await world.cluster.deployment(api)
    await rollback.apply(plan.data)
    world.pass(60_000)
    expect(await world.cluster.deployment(api)).toEqual(once)
  })

  test('refusals say what to do', async () => {
    const world = await startPractice()
    const rollback = using(world, 'rollback')
    expect(await rollback.refusal({ deployment: 'nqba-redis' })).toEqual({
      code: 'not-listed',
      says: 'nqba-redis is not a deployment Muster may touch for NQBA: add "- nqba-redis" under targets.deployments in nqba/service.yml',
    })
    expect(await rollback.refusal({ deployment: 'nqba-api', to: 9 })).toEqual({
      code: 'no-revision',
      says: 'nqba-api keeps no revision 9: choose one of 4, 3, 2, 1',
    })
    expect(await rollback.refusal({ deployment: 'nqba-api', to: 4 })).toMatchObject({ code: 'same' })
  })

  test('a rollback to pods that never come up is failed, not awaited for ever', async () => {
    const world = await startPractice()
    await world.breaks('bad-deploy')
    world.pass(60_000)
    const good = using(world, 'rollback', 'rem-1')
    const back = await good.plan({ deployment: 'nqba-api' })
    await good.apply(back.data)
    world.pass(60_000)
    const bad = using(world, 'rollback', 'rem-2')
    const again = await bad.plan({ deployment: 'nqba-api', to: 5 })
    await bad.apply(again.data)
    world.pass(60_000)
    const early = await bad.verify(again.data)
    expect(early).toMatchObject({ passed: false })
    expect(early.failed).toBeUndefined()
    expect(early.evidence[0]).toMatch(/CrashLoopBackOff/)
    world.pass(900_000)
    expect(await bad.verify(again.data)).toMatchObject({ passed: false, failed: true })
  })

  test('a progress deadline passed before the rollback is not held against it', async () => {
    const world = await startPractice()
    await world.breaks('bad-deploy')
    world.pass(1_200_000)
    expect(await world.cluster.rollout(api)).toMatchObject({ failed: true })
    const rollback = using(world, 'rollback')
    const plan = await rollback.plan({ deployment: 'nqba-api' })
    await rollback.apply(plan.data)
    for (let second = 0; second < 60; second += 1) {
      expect((await rollback.verify(plan.data)).failed).toBeUndefined()
      world.pass(1_000)
    }
    expect(await rollback.verify(plan.data)).toMatchObject({ passed: true })
  })
})

describe('scale', () => {
  test('workers are scaled to an absolute number and verified when all are ready', async () => {
    const world = await startPractice()
    const scale = using(world, 'scale')
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 8 })
    expect(plan).toMatchObject({
      says: 'Scale nqba-worker from 4 to 8 replicas',
      changes: [{ what: 'replicas', before: '4', after: '8' }],
      warnings: [],
    })
    await scale.apply(plan.data)
    expect(await scale.verify(plan.data)).toMatchObject({ passed: false })
    world.pass(60_000)
    expect(await scale.verify(plan.data)).toMatchObject({ passed: true })
  })

  test('an autoscaler is warned about, and so is not being able to see one', async () => {
    const world = await startPractice({
      accounts: [
        {
          name: 'narrow',
          token: 'narrow-token',
          rules: [{ groups: ['apps'], resources: ['*'], verbs: ['get', 'list'] }],
        },
      ],
    })
    const input = { deployment: 'nqba-api', replicas: 6 }
    expect((await using(world, 'scale').plan(input)).warnings).toEqual([
      'The autoscaler nqba-api keeps 3 to 12 replicas and may change this again',
    ])
    const narrow = { ...world.instruments, cluster: world.as('narrow') }
    expect((await using(world, 'scale', 'rem-1', narrow).plan(input)).warnings[0]).toMatch(/is not known/)
  })

  test('the limit, a frozen target, and nothing to do are refused', async () => {
    const world = await startPractice()
    expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 9 })).toMatchObject({
      code: 'over-limit',
      says: 'nqba-worker may have 8 replicas at most: see limits.maxReplicas in nqba/service.yml',
    })
    expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 4 })).toMatchObject({
      code: 'same',
    })
    const frozen = withService({ limits: { maxReplicas: {}, frozen: ['deployment/nqba-worker'] } })
    world.surroundings = { ...world.surroundings, ...frozen }
    expect(await using(world, 'scale').refusal({ deployment: 'nqba-worker', replicas: 5 })).toMatchObject({
      code: 'frozen',
    })
    expect(await using(world, 'scale').refusal({ deployment: 'nqba-api', replicas: 5 })).toMatchObject({
      code: 'no-limit',
    })
  })

  test('a scaling whose answer is lost is found by its mark', async () => {
    const world = await startPractice({ requestTimeoutMs: 300 })
    const scale = using(world, 'scale')
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
    expect(await scale.settle(plan.data)).toMatchObject({ state: 'not-applied' })
    world.faults.order({ call: 'PATCH *', fault: { kind: 'drop-after' }, times: 1 })
    await expect(scale.apply(plan.data)).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
    expect(await scale.settle(plan.data)).toMatchObject({ state: 'applied' })
    expect(await using(world, 'scale', 'rem-2').settle(plan.data)).toMatchObject({ state: 'unknown' })
  })

  test('an old mark of the same name, from another record, proves nothing', async () => {
    const world = await startPractice({ requestTimeoutMs: 300 })
    const now = await world.cluster.deployment(worker)
    const same = { replicas: 4, ifVersion: now?.resourceVersion ?? '', remediation: 'rem-1' }
    await world.cluster.scale(worker, same)
    const scale = using(world, 'scale', 'rem-1')
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
    world.faults.order({ call: 'PATCH *', fault: { kind: 'drop' }, times: 1 })
    await expect(scale.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
    expect(await scale.settle(plan.data)).toMatchObject({ state: 'unknown' })
    await scale.apply(plan.data)
    expect(await scale.settle(plan.data)).toMatchObject({ state: 'applied' })
  })

  test('a change whose deadline is over is not made late', async () => {
    const world = await startPractice()
    const scale = using(world, 'scale')
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
    world.surroundings = { ...world.surroundings, signal: AbortSignal.abort() }
    await expect(using(world, 'scale').apply(plan.data)).rejects.toThrow(/abort/)
    expect(world.faults.count('PATCH *')).toBe(0)
  })

  test('a conflict with a status update is tried again, and then it is done', async () => {
    const world = await startPractice()
    const scale = using(world, 'scale')
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
    world.faults.order({ call: 'PATCH *', fault: { kind: 'error', error: 'Conflict' }, times: 2 })
    await scale.apply(plan.data)
    expect((await world.cluster.deployment(worker))?.replicas).toBe(6)
  })

  test('a replica count that somebody else set is a conflict', async () => {
    const world = await startPractice()
    const mine = using(world, 'scale', 'rem-1')
    const theirs = using(world, 'scale', 'rem-2')
    const plan = await mine.plan({ deployment: 'nqba-worker', replicas: 6 })
    await theirs.apply((await theirs.plan({ deployment: 'nqba-worker', replicas: 5 })).data)
    await expect(mine.apply(plan.data)).rejects.toThrow('nqba-worker has 5 replicas now, not 4')
    expect(await mine.verify(plan.data)).toMatchObject({ passed: false, failed: true })
  })

  test('a missing right is denied, and nothing was done', async () => {
    const world = await startPractice({
      accounts: [
        {
          name: 'reader',
          token: 'reader-token',
          rules: [{ groups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
        },
      ],
    })
    const scale = using(world, 'scale', 'rem-1', { ...world.instruments, cluster: world.as('reader') })
    const plan = await scale.plan({ deployment: 'nqba-worker', replicas: 6 })
    await expect(scale.apply(plan.data)).rejects.toThrow(Denied)
    expect(await scale.settle(plan.data)).toMatchObject({ state: 'not-applied' })
  })
})

describe('fallback-toggle', () => {
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
      state: 'not-applied',
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
})

describe('flush-cache', () => {
  test('a stale cache is emptied by redis-cli in its pod', async () => {
    const world = await startPractice()
    await world.breaks('stale-cache')
    const flush = using(world, 'flush-cache')
    const plan = await flush.plan({ cache: 'nqba-cache' })
    expect(plan).toMatchObject({
      says: 'Empty the cache nqba-cache (database 0)',
      changes: [
        { what: 'keys in nqba-cache', before: expect.stringMatching(/^\d00 or more$/), after: 'none' },
      ],
      target: 'Cache nqba-platform/nqba-cache',
    })
    await flush.apply(plan.data)
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
    expect(await flush.verify(plan.data)).toMatchObject({ passed: true, summary: 'nqba-cache is empty' })
    world.pass(5_000)
    expect(await flush.verify(plan.data)).toMatchObject({
      passed: true,
      summary: 'nqba-cache was emptied and holds 1 key again',
    })
  })

  test('a flush that left no mark is unknown, and says that again does no harm', async () => {
    const world = await startPractice()
    const flush = using(world, 'flush-cache')
    const plan = await flush.plan({ cache: 'nqba-cache' })
    world.faults.order({ call: '*/exec*', fault: { kind: 'drop-after' }, times: 1 })
    await expect(flush.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
    expect(await flush.settle(plan.data)).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('does no harm'),
    })
  })

  test.skipIf(!hasRedis)(
    'a cache with an address is emptied directly (skipped without redis-server)',
    async () => {
      const url = await startRedis()
      const client = await createClient({ url, database: 2 }).connect()
      for (let n = 0; n < 120; n += 1) await client.set(`result:${n}`, 'x')
      await client.close()
      const direct = { name: 'nqba-cache', url, database: 2 }
      const service = { ...nqbaService, targets: { ...nqbaService.targets, caches: [direct] } }
      const world = await startPractice({ service })
      const flush = using(world, 'flush-cache')
      const plan = await flush.plan({ cache: 'nqba-cache' })
      expect(plan.changes).toEqual([{ what: 'keys in nqba-cache', before: '100 or more', after: 'none' }])
      expect(JSON.stringify(plan)).not.toContain(password)
      await flush.apply(plan.data)
      expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
      expect(await flush.verify(plan.data)).toMatchObject({ passed: true, summary: 'nqba-cache is empty' })
    },
  )

  test('Redis saying no is a denial', async () => {
    const bad = { name: 'nqba-cache', selector: 'component=cache', container: 'redis', database: 99 }
    const service = { ...nqbaService, targets: { ...nqbaService.targets, caches: [bad] } }
    const world = await startPractice({ service })
    await expect(using(world, 'flush-cache').plan({ cache: 'nqba-cache' })).rejects.toThrow(
      /DB index is out of range/,
    )
  })

  test('several pods, or none, are not guessed among', async () => {
    const named = (selector: string) => ({
      ...nqbaService.targets,
      caches: [{ name: 'nqba-cache', selector, database: 0 }],
    })
    const world = await startPractice({ service: { ...nqbaService, targets: named('component=api') } })
    await expect(using(world, 'flush-cache').plan({ cache: 'nqba-cache' })).rejects.toThrow(
      '3 pods have the selector',
    )
    world.surroundings = { ...world.surroundings, ...withService({ targets: named('component=none') }) }
    await expect(using(world, 'flush-cache').plan({ cache: 'nqba-cache' })).rejects.toThrow('No ready pod')
  })
})

describe('every remediation', () => {
  test.each([
    ['rollback', { deployment: 'nqba-api' }],
    ['scale', { deployment: 'nqba-api', replicas: 6 }],
    ['fallback-toggle', { configmap: 'nqba-config', set: { LOG_LEVEL: 'debug' }, restart: ['nqba-worker'] }],
    ['flush-cache', { cache: 'nqba-cache' }],
  ])('%s planned twice, minutes apart, is the same plan', async (name, input) => {
    const world = await startPractice()
    const first = await using(world, name).plan(input)
    world.pass(600_000)
    expect(await using(world, name).plan(input)).toEqual(first)
  })

  test.each(remediations.map((one) => [one.name, one] as const))(
    '%s refuses input it does not know',
    (_, one) => {
      expect(one.input.safeParse({ nonsense: 1 }).success).toBe(false)
    },
  )
})
