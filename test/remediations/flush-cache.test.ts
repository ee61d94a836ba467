import { createClient } from 'redis'
import { describe, expect, test } from 'vitest'
import type { Cache } from '../../src/domain/service.ts'
import { keysOf } from '../../src/practice/cluster/programs/redis/redis.ts'
import { markOf } from '../../src/remediations/cache/redis-scripts.ts'
import { flushCache } from '../../src/remediations/flush-cache.ts'
import { nqbaService, startPractice } from '../cluster/practice.ts'
import { execHere, fill, hasRedis, launchRedis, password } from '../redis/process.ts'
import { startRedis } from '../redis/server.ts'
import { running } from './running.ts'

type World = Awaited<ReturnType<typeof startPractice>>

const withCaches = (...caches: Cache[]) => ({
  ...nqbaService,
  targets: { ...nqbaService.targets, caches },
})

const startedAt = '2026-11-20T14:00:00.000Z'
const mark = markOf(`rem-1:${Date.parse(startedAt)}`)

function using(world: World, instruments = world.instruments) {
  const told: string[] = []
  const applying = {
    ...world.surroundings,
    id: 'rem-1',
    startedAt,
    report: (text: string) => void told.push(text),
  }
  return { told, ...running(flushCache, instruments, applying) }
}

/** The keys in the practice Redis, as nobody could see them from outside. */
function keysIn(world: World, database = 0): string[] {
  const all = world.practice.world.containers.running()
  return all.flatMap((one) => keysOf(one)?.names(database) ?? [])
}

const cache = 'nqba-cache'

describe('a whole cache', () => {
  test('that is stale is emptied by redis-cli in its pod', async () => {
    const world = await startPractice()
    await world.breaks('stale-cache')
    const flush = using(world)
    const plan = await flush.plan({ cache })
    expect(plan).toMatchObject({
      says: 'Empty the cache nqba-cache (database 0)',
      changes: [{ what: 'keys in nqba-cache', before: 'all of them', after: 'none' }],
      warnings: [expect.stringMatching(/^Now \d{3} keys would go$/), expect.any(String)],
      target: 'Cache nqba-platform/nqba-cache',
      lasting: false,
    })
    await flush.apply(plan.data)
    expect(keysIn(world)).toEqual([mark])
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
    expect(await flush.verify(plan.data)).toMatchObject({ passed: true, summary: 'nqba-cache is empty' })
    world.pass(5_000)
    const filled = keysIn(world)
    await flush.apply(plan.data)
    // A try that comes late finds the mark, and leaves alone what was cached since.
    expect(keysIn(world)).toEqual(filled)
    expect(await flush.verify(plan.data)).toMatchObject({
      passed: true,
      summary: 'nqba-cache was emptied and holds 1 key again',
    })
  })

  test('whose answer was lost is known to be emptied by the mark', async () => {
    const world = await startPractice()
    const flush = using(world)
    const plan = await flush.plan({ cache })
    world.faults.order({ call: '*/exec*', fault: { kind: 'drop-after' }, times: 1 })
    await expect(flush.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
  })

  test('that was never reached is known not to be emptied', async () => {
    const world = await startPractice()
    const flush = using(world)
    const plan = await flush.plan({ cache })
    world.faults.order({ call: '*/exec*', fault: { kind: 'drop' }, times: 1 })
    await expect(flush.apply(plan.data)).rejects.toMatchObject({ name: 'Unavailable' })
    expect(await flush.settle(plan.data)).toMatchObject({
      state: 'not-applied',
      says: expect.stringMatching(/holds \d{3} keys and no mark of this flush/),
    })
  })

  test.skipIf(!hasRedis)('is emptied directly where it has an address (skipped without redis)', async () => {
    const url = await startRedis()
    const client = await createClient({ url, database: 2 }).connect()
    for (let n = 0; n < 120; n += 1) await client.set(`result:${n}`, 'x')
    client.destroy()
    const world = await startPractice({ service: withCaches({ name: cache, url, database: 2 }) })
    const flush = using(world)
    const plan = await flush.plan({ cache })
    expect(plan.warnings).toContain('Now 120 keys would go')
    expect(JSON.stringify(plan)).not.toContain(password)
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'not-applied' })
    await flush.apply(plan.data)
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
    expect(await flush.verify(plan.data)).toMatchObject({ passed: true, summary: 'nqba-cache is empty' })
    const again = await createClient({ url, database: 2 }).connect()
    await again.set('result:1', 'x')
    await flush.apply(plan.data)
    expect(await again.exists('result:1')).toBe(1)
    again.destroy()
  })

  test('refuses with the words of Redis', async () => {
    const bad = { name: cache, selector: 'component=cache', container: 'redis', database: 99 }
    const world = await startPractice({ service: withCaches(bad) })
    await expect(using(world).plan({ cache })).rejects.toThrow(/DB index is out of range/)
  })

  test('is not guessed among several pods, or none', async () => {
    const named = (selector: string) => withCaches({ name: cache, selector, database: 0 })
    const world = await startPractice({ service: named('component=api') })
    await expect(using(world).plan({ cache })).rejects.toThrow('3 pods have the selector')
    world.surroundings = { ...world.surroundings, service: named('component=none') }
    await expect(using(world).plan({ cache })).rejects.toThrow('No ready pod')
  })
})

describe('part of a cache', () => {
  const pattern = 'nqba:quota:*'

  test('goes out by pattern, through the pod, and the rest stays', async () => {
    const world = await startPractice()
    const flush = using(world)
    const before = keysIn(world)
    const plan = await flush.plan({ cache, pattern })
    expect(plan).toMatchObject({
      says: 'Take the keys that match nqba:quota:* out of the cache nqba-cache (database 0)',
      changes: [{ what: 'keys in nqba-cache that match nqba:quota:*', before: 'all of them', after: 'none' }],
      warnings: [`Now 12 keys of ${before.length} would go`, expect.any(String)],
    })
    expect(await flush.settle(plan.data)).toEqual({
      state: 'not-applied',
      says: '12 keys of nqba-cache that match nqba:quota:* are left',
    })
    expect(await flush.apply(plan.data)).toEqual({
      says: '12 keys that matched nqba:quota:* went out of nqba-cache',
    })
    expect(keysIn(world).sort()).toEqual(
      [...before.filter((key) => !key.startsWith('nqba:quota:')), mark].sort(),
    )
    expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
    expect(await flush.verify(plan.data)).toMatchObject({
      passed: true,
      summary: 'nqba-cache (nqba:quota:*) is empty',
    })
  })

  test('is not planned when nothing matches', async () => {
    const world = await startPractice()
    expect(await using(world).refusal({ cache, pattern: 'basket:*' })).toMatchObject({
      says: 'No key of nqba-cache matches basket:*',
    })
  })

  test('planned again while keys come and go is the same plan but for the number', async () => {
    const world = await startPractice()
    const flush = using(world)
    const { warnings, ...first } = await flush.plan({ cache, pattern: '*' })
    await world.breaks('stale-cache')
    const { warnings: later, ...again } = await flush.plan({ cache, pattern: '*' })
    expect(again).toEqual(first)
    expect(later).not.toEqual(warnings)
  })

  test.each(['', 'a\nb', 'a\u0000b', 'x'.repeat(201), 7])('is not named by %j', (odd) => {
    expect(flushCache.input.safeParse({ cache, pattern: odd }).success).toBe(false)
  })

  test.skipIf(!hasRedis)(
    'cut off by a kill goes on to the end, and says what is left (skipped without redis)',
    async () => {
      const redis = await launchRedis()
      await fill(redis.url, 120_000)
      const world = await startPractice()
      const cut = { afterMs: 15 }
      const exec = execHere(redis.port, cut)
      const flush = using(world, { ...world.instruments, cluster: { ...world.cluster, exec } })
      const plan = await flush.plan({ cache, pattern: 'session:*' })
      expect(plan.warnings).toContain('Now 120,000 keys of 120,000 would go')
      await expect(flush.apply(plan.data)).rejects.toMatchObject({ uncertain: true })
      expect(await flush.settle(plan.data)).toMatchObject({
        state: 'not-applied',
        says: expect.stringMatching(/^[\d,]+ keys of nqba-cache that match session:\* are left$/),
      })
      cut.afterMs = 10_000
      await flush.apply(plan.data)
      expect(flush.told.join()).toContain('keys are gone from nqba-cache so far')
      expect(await flush.settle(plan.data)).toMatchObject({ state: 'applied' })
      expect(await flush.verify(plan.data)).toMatchObject({ passed: true })
      await redis.stop()
    },
  )
})

test('only a cache that is reached through the cluster needs rights there', () => {
  const scope = (...caches: Cache[]) => ({ deployments: [], configmaps: [], caches })
  expect(flushCache.rights(scope({ name: 'a', url: 'redis://a', database: 0 }))).toEqual([])
  expect(flushCache.rights(scope({ name: 'b', selector: 'app=b', database: 0 }))).toEqual([
    { group: '', resource: 'pods', verbs: ['list'] },
    { group: '', resource: 'pods/exec', verbs: ['get', 'create'] },
  ])
})
