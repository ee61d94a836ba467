import { expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { settling } from './support/settling.ts'

/** An incident in which the workers were scaled for now. */
async function scaled() {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await world.settle()
  return { world, room }
}

const replicas = async (world: World) =>
  (
    await world.muster.core.instruments.cluster.deployment({
      namespace: 'nqba-platform',
      name: 'nqba-worker',
    })
  )?.replicas

test('what was changed for now stands on the card until it is put back, with an approval of its own', async () => {
  const { world, room } = await scaled()
  expect(world.ana.heads(room)[0]).toContain('Results come late')
  expect(world.ana.sees(room)).toContain('Standing changes')
  await world.eli.says('/incident undo nqba-worker because the queue is short again', { in: room })
  expect(await world.eli.presses('Approve', { in: room })).toContain('somebody else')
  await world.bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  await world.settle()

  expect(await replicas(world)).toBe(4)
  const [one, undo] = (await world.incident()).remediations
  expect(one?.standing).toMatchObject({ state: 'undone', undoneBy: undo?.id })
  expect(undo?.standing).toBeUndefined()
  expect(world.ana.sees(room)).not.toContain('Standing changes')
  await world.ana.says('/incident resolve The queue was full', { in: room })
  expect((await world.incident()).status).toBe('resolved')
})

test('it is not put back over what somebody else has done since; the difference is said', async () => {
  const { world, room } = await scaled()
  await world.patches('deployments/nqba-worker', { spec: { replicas: 5 } })
  const said = await world.eli.says('/incident undo nqba-worker', { in: room })
  expect(said).toContain('5')
  expect((await world.incident()).remediations).toHaveLength(1)
})

test('two who undo at once make one request', async () => {
  const { world, room } = await scaled()
  const said = await Promise.all([
    world.eli.presses('Undo', { in: room }),
    world.chen.presses('Undo', { in: room }),
  ])
  expect((await world.incident()).remediations).toHaveLength(2)
  expect(said.join()).toMatch(/asked already|is held by/)
})

test('to resolve, each is decided about: put back first …', async () => {
  const { world, room } = await scaled()
  await world.ana.says('/incident resolve The queue was full', { in: room })
  expect(world.ana.form()).toContain('Scale nqba-worker')
  await world.ana.submits(settling(await world.incident(), 'revert'))
  expect((await world.incident()).status).toBe('declared')
  await world.bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  await world.ana.says('/incident resolve The queue was full', { in: room })
  expect((await world.incident()).status).toBe('resolved')
})

test('… or kept by somebody until a day, who hears of it then, and every shift before', async () => {
  const { world, room } = await scaled()
  await world.ana.says('/incident resolve The queue was full', { in: room })
  await world.ana.submits(
    settling(await world.incident(), 'keep', { owner: world.chen.id, until: '2026-11-17' }),
  )
  await world.settle()
  expect(await world.incident()).toMatchObject({ status: 'resolved', cause: 'The queue was full' })

  await world.ana.says('/handoff @bob')
  expect(world.ana.form()).toContain('Chen Wei puts it back by 2026-11-17')
  const before = world.chen.hears()
  await world.pass(22 * 60 * 60_000, 22 * 60 * 60_000)
  await world.restart()
  await world.until(() => world.chen.hears() !== before)
  expect(world.chen.hears()).toContain('Scale nqba-worker from 4 to 6 replicas')

  const direct = world.chen.puppet.channels().find(({ kind }) => kind === 'im')?.id ?? ''
  await world.chen.presses('Undo', { in: direct })
  await world.until(async () => (await world.incident()).remediations.length === 2)
  await world.bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  expect(await replicas(world)).toBe(4)
  expect((await world.incident()).remediations[0]?.standing?.state).toBe('undone')
})

test('a change that only restores what an earlier one had changed is no temporary change', async () => {
  const { world, room } = await scaled()
  await world.eli.says('/incident fix scale nqba-worker replicas=4', { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  const [one, back] = (await world.incident()).remediations
  expect([one?.standing?.state, back?.standing]).toEqual(['undone', undefined])
})

test('a day that is over is said before anything is decided, and the form can be sent again', async () => {
  const { world, room } = await scaled()
  await world.eli.says('/incident fix set-config nqba-config LOG_LEVEL=debug', { in: room })
  await world.bob.presses('Approve', { in: room })
  await world.until(async () => (await world.incident()).remediations[1]?.state === 'verified')
  await world.ana.says('/incident resolve The queue was full', { in: room })
  const [one, other] = (await world.incident()).remediations
  const fields = {
    [`settle.0.${one?.id}`]: 'permanent',
    [`settle.1.${other?.id}`]: 'keep',
    owner: world.chen.id,
  }
  expect(await world.ana.submits({ ...fields, until: '2026-11-10' })).toContain('That day is over')
  expect((await world.incident()).remediations[0]?.standing?.state).toBe('standing')
  await world.ana.says('/incident resolve The queue was full', { in: room })
  await world.ana.submits({ ...fields, until: '2026-11-30' })
  expect((await world.incident()).status).toBe('resolved')
})
