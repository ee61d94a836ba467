import { expect, test } from 'vitest'
import { textOf } from '../support/text-of.ts'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

test('one change at a time per target, whichever incident asks; a rollback need not wait for a request', async () => {
  const world = await startWorld()
  const one = await world.declares('p1 nqba Results come late')
  const other = await world.declares('p1 nqba The API is slow', world.bob)
  await world.eli.says('/incident fix scale nqba-api replicas=6', { in: one })

  const said = await world.bob.says('/incident fix scale nqba-api replicas=8', { in: other })
  expect(said).toContain(`is held by <@${world.eli.id}> in INC-1`)
  expect(said).toContain('waiting for approval')
  expect((await world.incident('INC-2')).remediations).toEqual([])

  await world.bob.says('/incident fix rollback nqba-api', { in: other })
  expect((await world.incident('INC-2')).remediations).toHaveLength(1)
  await world.chen.presses('Approve', { in: other })
  await world.until(() => world.happened('remediation-verified', 'INC-2'))
})

test('a P0 does not wait for what a lesser incident has only asked for', async () => {
  const world = await startWorld()
  const lesser = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: lesser })
  const worse = await world.declares('p0 nqba Nothing is solved at all', world.bob)
  await world.bob.says('/incident fix scale nqba-worker replicas=8', { in: worse })
  await world.chen.presses('Approve', { in: worse })
  await world.until(() => world.happened('remediation-verified', 'INC-2'))
  await world.chen.presses('Approve', { in: lesser })
  await world.until(() => world.happened('remediation-stale'))
})

test('a target locked by hand is left alone by all others until it is unlocked, or its time is over', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.chen.says('/incident lock nqba-worker 30m moving to new nodes', { in: room })
  expect(world.ana.sees(room)).toContain('moving to new nodes')
  expect(await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })).toContain(
    'moving to new nodes',
  )
  expect(await world.ana.says('/incident lock')).toContain('moving to new nodes')
  expect(await world.eli.says('/incident unlock nqba-worker', { in: room })).not.toBe('')
  await world.chen.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect((await world.incident()).remediations).toHaveLength(1)
  await world.chen.presses('Reject', { in: room })
  await world.chen.submits({ reason: 'Not needed' })

  await world.pass(31 * 60_000, 60_000)
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect((await world.incident()).remediations).toHaveLength(2)
})

test('a lock outside of an incident holds too, and ends with a word', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.chen.says('/incident lock nqba-worker 2h moving to new nodes')
  expect(await world.eli.says('/incident fix restart nqba-worker', { in: room })).toContain(
    'moving to new nodes',
  )
  await world.chen.says('/incident unlock nqba-worker')
  expect(await world.eli.says('/incident fix restart nqba-worker', { in: room })).not.toContain('is held by')
  expect((await world.incident()).remediations).toHaveLength(1)
})

test('a mistyped target is asked about, and a lock for ever is refused', async () => {
  const world = await startWorld()
  expect(await world.chen.says('/incident lock nqba-wroker 2h moving')).toContain('nqba-worker')
  expect(await world.chen.says('/incident lock nqba-worker 3d moving')).toContain('24 hours at most')
  expect(await world.chen.says('/incident unlock nqba-worker')).toContain('Nobody holds')
})

test('whoever ends the lock of somebody else names them, in the answer and in the channel', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.chen.says('/incident lock nqba-worker 30m moving to new nodes', { in: room })
  expect(await world.ana.says('/incident unlock nqba-worker', { in: room })).toContain(
    `It was <@${world.chen.id}>'s, for “moving to new nodes”`,
  )
  await world.settle()
  const said = textOf(world.ana.posts(room).at(-1) ?? {})
  expect(said).toContain(`<@${world.chen.id}>`)
  expect(said).toContain('moving to new nodes')
})

test('one who ends their own lock hears what still holds the target', async () => {
  const own = await ownPlaybooks({
    'nqba/break-in.yml': () => `
title: Somebody has broken in
declare: [p0, p1]
freeze:
  targets: [nqba-api]
  because: Evidence of a break-in is kept
phases:
  - name: Contain
    steps:
      - do: Take copies of the logs
`,
  })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p1 nqba Results come late')
  await world.chen.says('/incident lock nqba-api 2h looking at it', { in: room })
  await world.ana.says('/incident run break-in', { in: room })
  await world.dora.does((puppet) => puppet.join(room))
  // She may end the freeze, whatever else holds the target.
  const security = await world.dora.says('/incident unlock nqba-api', { in: room })
  expect(security).toContain('It is still held')
  expect(security).toContain('looking at it')
  await world.chen.says('/incident unlock nqba-api', { in: room })
  await world.ana.says('/incident fix restart nqba-api', { in: room })
  expect((await world.incident()).remediations).toHaveLength(1)
})
