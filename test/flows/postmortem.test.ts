import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

const file = 'postmortems/INC-1.md'

test('the post-mortem is drafted at the end, found by a command, and keeps what people wrote', async () => {
  const world = await startWorld()
  const { ana, bob } = world
  const { pages } = world.muster.core
  const room = await world.declares('p1 nqba Results come late')
  const here = { in: room }
  expect(await bob.says('/incident postmortem', here)).toContain('drafted when INC-1 is resolved')
  const ts = await bob.writes(room, 'The queue was full since noon')
  await ana.pins(room, ts)
  await bob.says('/incident resolve A full disk', here)
  await world.until(() => world.happened('postmortem-written'))

  expect(await bob.says('/incident postmortem', here)).toMatch(/post-mortem/i)
  await bob.presses('Add an action item', here)
  expect(await bob.submitsInVain({ text: ' ' })).not.toBe('')
  await bob.submits({ text: 'Alert on a full disk', assignee: ana.id, due: '2026-12-01' })
  const text = (await pages.read(file)) ?? ''
  expect(text).toContain('A full disk')
  expect(text).toContain('The queue was full since noon')
  expect(text).toContain('Alert on a full disk')

  await world.until(() => bob.maySee('Done', { in: room, on: 'Alert on a full disk' }))
  await ana.presses('Done', { in: room, on: 'Alert on a full disk' })
  await world.until(async () => (await pages.read(file))?.includes('[x] Alert on a full disk'))
  await world.until(() => bob.finds(room, '1 done'))

  await pages.write(file, `${text}\nWe were lucky, says Dora.\n`)
  await bob.says('/incident reopen', here)
  await bob.says('/incident update It is back', here)
  await bob.says('/incident resolve Two full disks', here)
  await world.pass(5_000)
  const after = (await pages.read(file)) ?? ''
  expect(after).toContain('We were lucky, says Dora.')
  expect(after).toContain('Two full disks')
  expect(after).toContain('Alert on a full disk')
  expect((await world.story()).filter((type) => type === 'postmortem-written')).toHaveLength(1)
})

test('the post-mortem is on its page, and the channel links to it', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.ana.says('/incident resolve A full disk', { in: room })
  await world.until(() => world.happened('postmortem-written'))
  await world.until(() => JSON.stringify(world.ana.posts(room).at(-1)?.blocks).includes(world.muster.webUrl))

  const page = await fetch(`${world.muster.webUrl}/postmortems/1`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('A full disk')
})

test('nobody resolves while a change of production is under way', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await world.bob.presses('Approve', { in: room })
  expect(await world.ana.says('/incident resolve', { in: room })).toContain('still running')
  await world.until(() => world.happened('remediation-verified'))
  await world.ana.says('/incident resolve', { in: room })
  await world.ana.submits(settling(await world.incident(), 'permanent'))
  expect((await world.incident()).status).toBe('resolved')
  expect(world.ana.sees(room)).toContain('Still changed in production')
})
