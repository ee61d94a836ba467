import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('the timeline is read page by page, newest first, without a word in the channel', async () => {
  const world = await startWorld()
  const room = await world.declares('p2 nqba Results come late')
  for (let n = 1; n <= 60; n++) await world.bob.says(`/incident note Note ${n}.`, { in: room })
  const before = world.bob.posts(room).length

  const newest = await world.bob.says('/incident timeline', { in: room })
  expect(newest).toContain('Note 60.')
  expect(newest).not.toContain('Note 1.')
  const pages = [newest]
  while (world.bob.maySee('Older', { in: room })) {
    await world.bob.presses('Older', { in: room })
    pages.push(world.bob.hears())
  }
  for (let n = 1; n <= 60; n++) expect(pages.filter((page) => page.includes(`Note ${n}.`))).toHaveLength(1)
  expect(pages.at(-1)).toContain('declared 🟡 P2: Results come late')
  expect(world.bob.posts(room).length).toBe(before)
})

test('how an incident stands can be asked from anywhere', async () => {
  const world = await startWorld()
  const room = await world.declares('p2 nqba Results come late')
  await world.bob.says('/incident ack', { in: room })

  expect(await world.dora.says('/incident status INC-1')).toMatch(/INC-1.*Acknowledged|Acknowledged.*INC-1/s)
  expect(await world.dora.says('/incident status inc-1')).toContain('Results come late')
  expect(await world.dora.says('/incident status')).toContain('name it, as in `/incident status INC-42`')
  expect(await world.bob.says('/incident status', { in: room })).toContain('Results come late')
})

test('the list shows what is open, worst first', async () => {
  const world = await startWorld()
  expect(await world.dora.says('/incident list')).toContain('No open incidents')
  await world.declares('p3 nqba A blemish')
  await world.declares('p0 nqba All is down')
  const room = await world.declares('p1 nqba Results come late')
  await world.ana.says('/incident resolve', { in: room })

  const list = await world.dora.says('/incident list')
  expect(list).toMatch(/All is down.*A blemish/s)
  expect(list).not.toContain('Results come late')
})

test('help shows everybody what they may type', async () => {
  const world = await startWorld()
  const forManager = await world.dora.says('/incident help')
  const forLead = await world.ana.says('/incident help')

  expect(forManager).toContain('/incident &lt;severity&gt; [service] &lt;title...&gt;')
  expect(forManager).not.toContain('/incident fix')
  expect(forManager).not.toContain('/handoff')
  expect(forLead).toContain('/incident fix')
  expect(forLead).toContain('/handoff')
  for (const later of ['task', 'escalate', 'search', 'checklist'])
    expect(forLead).not.toContain(`/incident ${later}`)
})

test('who joins late is told alone how it stands, once; those invited at the start are not', async () => {
  const world = await startWorld()
  const { bob, dora, ana } = world
  const room = await world.declares('p1 nqba Results come late')
  await bob.says('/incident update The queue is full', { in: room })
  expect(bob.hears()).not.toContain('Welcome')
  await world.pass(120_000)
  const before = ana.posts(room).length

  await dora.does((puppet) => puppet.join(room))
  expect(dora.hears()).toMatch(/Welcome. Here is INC-1 so far.*The queue is full/s)
  expect(ana.posts(room).length).toBe(before)
  await dora.does((puppet) => puppet.leave(room))
  await dora.does((puppet) => puppet.join(room))
  expect(dora.hears().split('Welcome').length - 1).toBe(1)
})

test('a slow invitation is no late joiner', async () => {
  const world = await startWorld()
  world.practice.faults.slack.order({
    call: 'conversations.invite',
    fault: { kind: 'status', status: 503 },
    times: 8,
  })
  const room = await world.declares('p1 nqba Results come late')
  await world.until(() => world.bob.puppet.channel(room).members.includes(world.bob.id))
  await world.settle()
  expect(world.bob.hears()).not.toContain('Welcome')
})

test('the Home tab shows what is open and what waits for whoever looks', async () => {
  const world = await startWorld()
  expect(await world.bob.home()).toContain('Nothing is open.')
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })

  expect(await world.bob.home()).toMatch(/Waiting for your approval.*Scale nqba-worker from 4 to 6/s)
  expect(await world.eli.home()).not.toContain('Waiting for your approval')
  expect(await world.dora.home()).toContain('Results come late')
  const answer = await world.dora.puppet.click({ home: true }, 'home.declare')
  expect(answer.ok).toBe(true)
  await world.settle()
  expect(world.dora.form()).toContain('Declare an incident')
})

test('whoever takes command later is brought in, and told alone how it stands', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.pass(5 * 60_000, 10_000)
  await world.ana.says('/incident lead @dora', { in: room })

  await world.until(() => world.dora.hears().includes('Here is INC-1 so far'))
  expect(world.bob.hears()).not.toContain('Here is INC-1 so far')
})
