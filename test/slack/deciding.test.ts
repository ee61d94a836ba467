import { expect, test } from 'vitest'
import { ownPlaybooks } from '../flows/support/own-playbooks.ts'
import { startWorld, type World } from '../support/world.ts'

const scaled = '/incident fix scale nqba-worker replicas=6 because results come late'

const withBrokenGlass = async () =>
  (await ownPlaybooks({ 'nqba/service.yml': (text) => `${text}\nbreakGlass: true\n` })).folder

async function changed(world: World): Promise<string> {
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaled, { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  return room
}

test('a request says why, and a question about it reaches the one who asked', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaled, { in: room })
  expect(world.bob.sees(room)).toContain('*Why:* results come late')

  await world.bob.presses('Ask a question', { in: room })
  expect(await world.bob.submits({ text: 'Is the queue long?' })).toContain('in the thread')
  const asked = world.eli.finds(room, 'answer here in the thread')
  expect(asked?.threadTs).toBe(world.eli.finds(room, 'Approval needed')?.ts)
  expect(world.eli.sees(room)).toContain('Is the queue long?')
})

test('an approver decides in direct messages, and may undo from there', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaled, { in: room })
  const direct = world.bob.puppet.channels().find(({ kind }) => kind === 'im')?.id ?? ''
  expect(world.bob.sees(direct)).toContain('P1 Results come late')
  await world.bob.presses('Approve', { in: direct })
  await world.until(() => world.happened('remediation-verified'))
  expect(world.bob.sees(direct)).toContain('Verified')
  expect(await world.bob.presses('Undo', { in: direct })).toContain('It goes on in <#')
})

test('the glass is broken by typing what changes and why, is said to all, and reviewed by somebody else', async () => {
  const world = await startWorld({ playbooks: await withBrokenGlass() })
  const room = await world.declares('p0 nqba Results come late')
  await world.eli.says(scaled, { in: room })
  await world.ana.presses('Break glass…', { in: room })
  expect(world.ana.form()).toContain('without anybody’s approval')
  const reason = 'Nobody answers and jobs are being lost'
  expect(await world.ana.submitsInVain({ target: 'nqba-api', reason })).toContain('Type nqba-worker')
  expect(await world.happened('glass-broken')).toBe(false)

  await world.ana.submits({ target: 'nqba-worker', reason })
  await world.until(() => world.happened('remediation-verified'))
  expect(world.bob.sees(room)).toContain('BREAK-GLASS · Verified')
  expect(world.bob.sees('incidents')).toContain(reason)

  await world.ana.presses('Reviewed', { in: room })
  expect(await world.ana.submits({ says: 'It was fine' })).toContain('somebody else')
  await world.bob.presses('Reviewed', { in: room })
  await world.bob.submits({ says: 'It was right' })
  expect(world.chen.sees(room)).toContain('It was right')
  expect(world.chen.maySee('Reviewed', { in: room })).toBe(false)
})

test('what stands is undone from the card, and the way back is approved like any change', async () => {
  const world = await startWorld()
  const room = await changed(world)
  await world.eli.presses('Undo', { in: room, on: 'Scale nqba-worker' })
  await world.chen.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[0]?.standing?.state === 'undone')
  expect(world.eli.sees(room)).toContain('Undone')
})

test('undo in words finds a change by what it changed, offers the nearest, and lists when nothing is said', async () => {
  const world = await startWorld()
  const room = await changed(world)
  expect(await world.eli.says('/incident undo nqba-workr', { in: room })).toContain(
    '/incident undo nqba-worker',
  )
  await world.eli.says('/incident undo', { in: room })
  expect(world.eli.form()).toContain('What is to be put back?')
  await world.eli.says('/incident undo nqba-worker because the queue is empty', { in: room })
  const [, undo] = (await world.incident()).remediations
  expect(undo).toMatchObject({ undoes: 'inc-1-fix-1', reason: 'the queue is empty', state: 'planned' })
})

test('resolving asks about each change that stands, with the cause filled in', async () => {
  const world = await startWorld()
  const room = await changed(world)
  await world.ana.says('/incident resolve Too few workers', { in: room })
  expect(world.ana.form()).toContain('Too few workers')
  expect(await world.ana.submitsInVain({ cause: 'Too few workers' })).not.toBe('')

  const name = 'settle.0.inc-1-fix-1'
  const heard = await world.ana.submits({ cause: 'Too few workers', [name]: 'revert' })
  expect(heard).toContain('is not resolved yet')
  expect((await world.incident()).status).not.toBe('resolved')
})

test('a change can be kept at resolve, with an owner and a day', async () => {
  const world = await startWorld()
  const room = await changed(world)
  await world.ana.says('/incident resolve Too few workers', { in: room })
  await world.ana.submits({ 'settle.0.inc-1-fix-1': 'keep', owner: world.bob.id, until: '2026-11-27' })

  const incident = await world.incident()
  expect(incident).toMatchObject({ status: 'resolved', cause: 'Too few workers' })
  expect(incident.remediations[0]?.standing).toMatchObject({ state: 'kept', owner: world.bob.id })
})

test('who cannot resolve is told so before deciding about anything', async () => {
  const world = await startWorld()
  const room = await world.declares('p0 nqba Results come late')
  await world.eli.says(scaled, { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect(await world.bob.says('/incident resolve Too few workers', { in: room })).toContain(
    'Only the commander',
  )
})

test('a target is locked in words or by the form, listed with a button, and unlocked', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  expect(await world.eli.says('/incident lock nqba-worker 2h moving to new nodes', { in: room })).toContain(
    'is locked until',
  )
  const list = await world.chen.says('/incident lock')
  expect(list).toContain('moving to new nodes')
  expect(world.chen.sees(room)).toContain('Locked by hand')
  expect(await world.bob.says(scaled, { in: room })).toContain('moving to new nodes')

  await world.pass(1000)
  await world.eli.says('/incident lock nqba-api while we look', { in: room })
  await world.eli.submits({ target: 'nqba-api', duration: '1h', why: 'while we look' })
  expect(await world.eli.says('/incident lock', { in: room })).toContain('while we look')

  expect(await world.eli.presses('Unlock', { in: room, on: 'nqba-api' })).toContain('is unlocked')
  expect(await world.eli.says('/incident unlock nqba-worker', { in: room })).toContain('is unlocked')
  expect(await world.eli.says('/incident lock')).toContain('Nothing is locked')
})
