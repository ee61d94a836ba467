import { expect, test } from 'vitest'
import { Unavailable } from '../../src/app/ports/failures.ts'
import type { HttpSend } from '../../src/app/ports/http.ts'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const pauseQueue = (idempotent: boolean) => `
requests:
  - name: pause-queue
    summary: Stop taking work from the queue
    changes: "queue: running → paused"
    method: PUT
    url: https://queues.example.org/v1/pause
    idempotent: ${idempotent}
    lasting: true
`

/** A request to pause the queue, approved, to a server that behaves as `answers` says, one try after the other. */
async function paused(idempotent: boolean, answers: (() => ReturnType<HttpSend>)[]) {
  const own = await ownPlaybooks({ 'nqba/service.yml': (text) => text + pauseQueue(idempotent) })
  const world = await startWorld({ playbooks: own.folder })
  const { instruments } = world.muster.core
  let sent = 0
  const send: HttpSend = () => {
    const answer = answers[Math.min(sent, answers.length - 1)]
    sent += 1
    if (!answer) throw new Error('Nothing is said about that answer')
    return answer()
  }
  Object.assign(instruments, { http: { ...instruments.http, send } })
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix http-request pause-queue', { in: room })
  await world.chen.presses('Approve', { in: room })
  const one = await ends(world)
  return { world, room, one, sent }
}

const refused = async () => {
  throw new Unavailable('queues.example.org gave no answer (ECONNREFUSED)', { uncertain: false })
}
const lost = async () => {
  throw new Unavailable('queues.example.org did not answer within 10 s', { uncertain: true })
}
const answered = (status: number) => async () => ({ status, body: 'no such queue', tookMs: 3 })

const ends = (world: World) =>
  world.until(async () => {
    const one = (await world.incident()).remediations[0]
    return one && ['verified', 'failed', 'unknown', 'stale'].includes(one.state) && one
  })

test('values that are written stand in the ledger, and can be put back, when the pods are never restarted', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix set-config nqba-config LOG_LEVEL=debug restart=nqba-worker', {
    in: room,
  })
  world.practice.faults.cluster.order({
    call: 'PATCH *nqba-worker',
    fault: { kind: 'status', status: 403 },
  })
  await world.chen.presses('Approve', { in: room })
  expect(await ends(world)).toMatchObject({
    state: 'failed',
    outcome: expect.stringContaining('restarts are still to be made'),
    standing: { state: 'standing' },
  })
  await world.settle()
  expect(world.ana.sees(room)).toContain('Standing changes')
  expect(world.eli.maySee('Undo', { in: room })).toBe(true)
})

test('a request that was sent again and again, and never answered, may have been heard: its outcome is unknown', async () => {
  const { world, room, one } = await paused(true, [lost])
  expect(one).toMatchObject({ state: 'unknown', standing: { state: 'standing' } })
  expect(world.ana.sees(room)).toContain('OUTCOME UNKNOWN')
})

test('“nothing was changed” is not said of a request whose first try may have been heard', async () => {
  const { one } = await paused(true, [lost, refused])
  expect(one.state).toBe('unknown')
  expect(one.outcome).not.toContain('Nothing was changed')
})

test('a request that never left for its server is sent again, and then has failed: that is known', async () => {
  for (const idempotent of [true, false]) {
    const { one, sent } = await paused(idempotent, [refused])
    expect({ sent, state: one.state, standing: one.standing }).toEqual({
      sent: 3,
      state: 'failed',
      standing: undefined,
    })
    expect(one.outcome).toContain('Nothing was changed')
  }
})

test('a request that is refused leaves nothing in the ledger', async () => {
  const { one } = await paused(false, [answered(404)])
  expect({ state: one.state, standing: one.standing }).toEqual({ state: 'failed', standing: undefined })
  expect(one.evidence.join()).toContain('no such queue')
})

test('a refusal of the second try says nothing of the first, which may have been heard', async () => {
  const { one } = await paused(true, [lost, answered(409)])
  expect(one.state).toBe('unknown')
})
