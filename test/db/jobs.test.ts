import { describe, expect, test } from 'vitest'
import type { Job } from '../../src/app/ports/store.ts'
import { inMemory } from './places.ts'
import { decision, job, later, note, start } from './record.ts'

const keys = (jobs: Job[]) => jobs.map(({ key }) => key)

describe('a timer', () => {
  test('is run when it is due, not before, and only once', async () => {
    const store = await inMemory()
    await store.append(
      decision(1, 0, [note('a')], { jobs: [job('remind', later(1000), { payload: { n: 1 } })] }),
    )

    expect(await store.nextDue()).toEqual(later(1000))
    expect(await store.takeJobs('me', later(999), 1000, 10)).toEqual([])
    expect(await store.takeJobs('me', later(1000), 1000, 10)).toEqual([
      { key: 'remind', kind: 'remind', payload: { n: 1 }, dueAt: later(1000), attempts: 1 },
    ])
    expect(await store.takeJobs('other', later(1000), 1000, 10)).toEqual([])
    await store.finishJob('remind', 1)
    expect(await store.takeJobs('me', later(9999), 1000, 10)).toEqual([])
    expect(await store.nextDue()).toBeUndefined()
  })

  test('the earliest come first', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('c', later(3)), job('a', later(1)), job('b', later(2))])
    expect(keys(await store.takeJobs('me', later(5), 1000, 2))).toEqual(['a', 'b'])
  })

  test('asked for again while it waits is one timer, at the newest time', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('remind', later(1000), { payload: { n: 1 } })])
    await store.enqueue([], [job('remind', later(3000), { payload: { n: 2 } })])
    expect(await store.takeJobs('me', later(2999), 1000, 10)).toEqual([])
    const [taken] = await store.takeJobs('me', later(3000), 1000, 10)
    expect(taken?.payload).toEqual({ n: 2 })
    await store.finishJob('remind', 1)
    expect(await store.nextDue()).toBeUndefined()
  })

  test('that is no longer wanted does not run; one set anew in the same decision does', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('escalate', later(1)), job('remind', later(1))])
    await store.append(
      decision(1, 0, [note('a')], { cancel: ['escalate', 'remind'], jobs: [job('remind', later(5))] }),
    )
    expect(await store.takeJobs('me', later(4), 1000, 10)).toEqual([])
    expect(keys(await store.takeJobs('me', later(5), 1000, 10))).toEqual(['remind'])
  })

  test('may set itself again while it runs, and waits for its own end', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('tick', later(0))])
    await store.takeJobs('me', later(0), 1000, 10)
    await store.enqueue([], [job('tick', later(10))])

    expect(await store.takeJobs('me', later(10), 1000, 10)).toEqual([])
    await store.finishJob('tick', 1)
    expect(keys(await store.takeJobs('me', later(10), 1000, 10))).toEqual(['tick'])
  })

  test('that failed is tried again at its time, counting the tries', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('verify', later(0))])
    await store.takeJobs('me', later(0), 1000, 10)
    await store.retryJob('verify', later(500), 'cluster away', 1)
    expect(await store.nextDue()).toEqual(later(500))
    expect(await store.takeJobs('me', later(499), 1000, 10)).toEqual([])
    expect((await store.takeJobs('me', later(500), 1000, 10))[0]?.attempts).toBe(2)
  })

  test('that failed though it was set anew meanwhile runs once, at the earlier time', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('verify', later(0))])
    await store.takeJobs('me', later(0), 1000, 10)
    await store.enqueue([], [job('verify', later(900), { payload: { n: 2 } })])
    await store.retryJob('verify', later(500), 'cluster away', 1)
    expect(await store.takeJobs('me', later(500), 1000, 10)).toMatchObject([
      { key: 'verify', payload: { n: 2 } },
    ])
    await store.finishJob('verify', 1)
    expect(await store.nextDue()).toBeUndefined()
  })

  test('that is given up is not tried again until it is set again', async () => {
    const store = await inMemory()
    for (const error of ['first', 'second']) {
      await store.enqueue([], [job('verify', later(0))])
      await store.takeJobs('me', later(0), 1000, 10)
      await store.failJob('verify', error, 1)
    }
    expect(await store.takeJobs('me', later(60_000), 1000, 10)).toEqual([])
    expect(await store.nextDue()).toBeUndefined()
  })

  test('begun by an owner that vanished is run by another once the lease is over', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('verify', start)])
    await store.takeJobs('gone', start, 30_000, 10)
    expect(await store.takeJobs('me', later(29_999), 30_000, 10)).toEqual([])
    expect(await store.takeJobs('me', later(30_000), 30_000, 10)).toMatchObject([
      { key: 'verify', attempts: 2 },
    ])
  })

  test('an owner that slept past its lease changes nothing', async () => {
    const store = await inMemory()
    await store.enqueue([], [job('verify', start)])
    await store.takeJobs('slow', start, 1000, 10)
    await store.takeJobs('me', later(1000), 1000, 10)

    await store.finishJob('verify', 1)
    await store.retryJob('verify', start, 'late', 1)
    await store.failJob('verify', 'late', 1)

    expect(await store.takeJobs('third', later(2000), 1000, 10)).toMatchObject([
      { key: 'verify', attempts: 3 },
    ])
  })
})
