import { expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const scaleTo6 = '/incident fix scale nqba-worker replicas=6 because the queue grows'

async function planned(severity: string, playbooks = 'playbooks') {
  const world = await startWorld({ playbooks })
  const room = await world.declares(`${severity} nqba Results come late`)
  await world.ana.says(scaleTo6, { in: room })
  return { world, room }
}

const first = async (world: World) => (await world.incident()).remediations[0]

test('at night the commander of a P0 goes on alone, for everybody to see and somebody else to review', async () => {
  const { world, room } = await planned('p0')
  await world.ana.presses('remediation.break-glass', { in: room })
  expect(await world.ana.submitsInVain({ target: 'nqba-worker', reason: '' })).not.toBe('')
  expect(
    await world.ana.submits({ target: 'nqba-worker', reason: 'Nobody answers, jobs are being lost' }),
  ).toBe('')
  await world.until(() => world.happened('remediation-verified'))

  const one = await first(world)
  expect(one).toMatchObject({ approvals: [], brokenGlass: { by: world.ana.id } })
  for (const place of [room, 'incidents']) {
    expect(world.bob.sees(place)).toContain('Nobody answers, jobs are being lost')
    expect(world.bob.sees(place)).toContain('BREAK-GLASS')
  }
  expect(world.chen.hears()).toContain('Nobody answers, jobs are being lost')
  const [item] = (await world.incident()).actionItems
  expect(item).toMatchObject({
    text: expect.stringContaining('Review the broken glass'),
    assignee: world.chen.id,
  })

  await world.ana.presses('Reviewed', { in: room })
  expect(await world.ana.submits({ says: 'I was right' })).toContain('somebody else has to review it')
  await world.chen.presses('Reviewed', { in: room })
  await world.chen.submits({ says: 'Right: three were paged and none answered' })
  await world.settle()
  expect((await first(world))?.brokenGlass?.reviewed).toMatchObject({ by: world.chen.id })
  expect((await world.incident()).actionItems[0]?.done).toBe(true)
  expect(world.bob.sees('incidents')).toContain('three were paged and none answered')
})

test('the wrong name breaks nothing', async () => {
  const { world, room } = await planned('p0')
  await world.ana.presses('remediation.break-glass', { in: room })
  expect(
    await world.ana.submitsInVain({ target: 'nqba-api', reason: 'Nobody answers, jobs are being lost' }),
  ).toContain('nqba-worker')
  expect((await first(world))?.state).toBe('planned')
})

test('in a P1 there is no glass to break, and by day there is none in a P0 either', async () => {
  const night = await planned('p1')
  expect(night.world.ana.maySee('Approve', { in: night.room })).toBe(true)
  expect(night.world.ana.maySee('remediation.break-glass', { in: night.room })).toBe(false)

  const early = await ownPlaybooks({
    'organization.yml': (text) => text.replace('from: "09:00"', 'from: "01:00"'),
  })
  const day = await planned('p0', early.folder)
  expect(day.world.ana.maySee('Approve', { in: day.room })).toBe(true)
  expect(day.world.ana.maySee('remediation.break-glass', { in: day.room })).toBe(false)
})

test('only the commander may, whoever presses the button', async () => {
  const { world, room } = await planned('p0')
  await world.bob.presses('remediation.break-glass', { in: room }).catch(() => '')
  const said = await world.bob
    .submits({ target: 'nqba-worker', reason: 'I would rather not wait for it' })
    .catch(() => 'no form')
  expect(said).not.toBe('')
  expect((await first(world))?.state).toBe('planned')
})

test('a request reaches those who may approve directly, with its reason, and they decide right there', async () => {
  const { world } = await planned('p1')
  expect(world.bob.hears()).toContain('the queue grows')
  const direct = world.bob.puppet.channels().find(({ kind }) => kind === 'im')?.id ?? ''
  await world.bob.presses('Ask a question', { in: direct })
  await world.bob.submits({ text: 'Does the database stand six workers?' })
  await world.settle()
  const room = (await world.incident()).channel?.name ?? ''
  expect(world.ana.sees(room)).toContain('Does the database stand six workers?')
  await world.bob.presses('Approve', { in: direct })
  await world.until(() => world.happened('remediation-verified'))
  await world.settle()
  expect(world.bob.maySee('Approve', { in: direct })).toBe(false)
})

test('command alone breaks no glass: it takes the role that changing production takes', async () => {
  const { world, room } = await planned('p0')
  await world.dora.does((puppet) => puppet.join(room))
  await world.dora.says('/incident lead @dora', { in: room })
  expect((await world.incident()).commander).toBe(world.dora.id)
  expect(await world.dora.presses('remediation.break-glass', { in: room })).toContain('role responder')
  expect((await first(world))?.state).toBe('planned')
})
