import { expect, test } from 'vitest'
import { z } from 'zod'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const manifestShape = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
})

/** The app, installed without some of its scopes. */
const without =
  (...scopes: string[]) =>
  (source: unknown) => {
    const manifest = manifestShape.parse(source)
    const { oauth_config: oauth } = manifest
    const bot = oauth.scopes.bot.filter((scope) => !scopes.includes(scope))
    return { ...manifest, oauth_config: { ...oauth, scopes: { ...oauth.scopes, bot } } }
  }

const gaps = async (world: World, id = 'INC-1') =>
  (await world.timeline(id)).flatMap(({ event }) => (event.type === 'gap-found' ? event.what : []))

const cards = (world: World, room: string) =>
  world.ana.posts(room).filter(({ blocks }) => JSON.stringify(blocks).includes('incident.timeline'))

test('without pins, bookmarks and user groups the incident goes on, and each gap is said once in the workspace’s life', async () => {
  const world = await startWorld({ manifest: without('pins:write', 'bookmarks:write', 'usergroups:read') })
  const room = await world.declares('p1 nqba Results come late')
  await world.pass(60_000)

  expect(world.bob.puppet.channel(room).members).toContain(world.bob.id)
  expect(cards(world, room)).toHaveLength(1)
  expect(await gaps(world)).toHaveLength(2)
  expect(world.ana.sees(room)).toContain('pins:write')
  expect(world.ana.sees(room)).toContain('bookmarks:write')

  const second = await world.declares('p1 nqba Again')
  await world.pass(60_000)
  expect(await gaps(world, 'INC-2')).toEqual([])
  expect(cards(world, second)).toHaveLength(1)
})

test('a method this workspace does not know is done without', async () => {
  const world = await startWorld()
  for (const call of ['conversations.setTopic', 'pins.add', 'bookmarks.*'])
    world.practice.faults.slack.order({ call, fault: { kind: 'error', error: 'unknown_method' } })
  const room = await world.declares('p1 nqba Results come late')
  await world.pass(60_000)
  await world.bob.presses('Acknowledge', { in: room })

  expect((await world.incident()).status).toBe('acknowledged')
  expect(await gaps(world)).toHaveLength(3)
})

test('a topic that Slack limits for half a minute holds up nothing else', async () => {
  const world = await startWorld()
  world.practice.faults.slack.order({
    call: 'conversations.setTopic',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 30 },
    times: 1,
  })
  const room = await world.declares('p1 nqba Results come late')
  await world.settle()
  expect(cards(world, room)).toHaveLength(1)
  await world.bob.says('/incident update We are on it', { in: room })
  expect(world.ana.finds(room, 'We are on it')).toBeDefined()
  expect(world.ana.puppet.channel(room).topic).toBe('')

  await world.pass(31_000)
  expect(world.ana.puppet.channel(room).topic).toContain('Results come late')
})

test.for([
  ['breaks off before Slack has it', { kind: 'drop' }],
  ['breaks off after Slack has it', { kind: 'drop-after' }],
  ['is answered with a server error', { kind: 'status', status: 500 }],
] as const)('a card whose posting %s is posted once', async ([, fault]) => {
  const world = await startWorld()
  world.practice.faults.slack.order({ call: 'chat.postMessage', fault, times: 3 })
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => world.happened('check-finished'))
  await world.pass(60_000)

  expect(cards(world, room)).toHaveLength(1)
  expect(
    world.ana.posts(room).filter((one) => JSON.stringify(one.blocks).includes('Phase 1 of')),
  ).toHaveLength(1)
  expect(world.ana.posts('incidents')).toHaveLength(1)
})

test('a room whose making Slack did not confirm is made once', async () => {
  const world = await startWorld()
  world.practice.faults.slack.order({ call: 'conversations.create', fault: { kind: 'drop-after' }, times: 1 })
  const room = await world.declares('p1 nqba Results come late')

  expect(room).toBe('inc-1-results-come-late')
  expect(world.ana.puppet.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)
})

test('when Slack cannot be reached for two minutes everything arrives afterwards, in order', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.settle()
  world.practice.faults.slack.order({ call: '*.*', fault: { kind: 'drop' } })

  for (const n of [1, 2, 3]) await world.bob.says(`/incident update News ${n}`, { in: room })
  await world.bob.says('/incident sev p0', { in: room })
  await world.pass(120_000, 1_000)
  expect(world.ana.sees(room)).not.toContain('News')

  world.practice.faults.slack.clear()
  await world.until(() => world.ana.finds(room, '→ 🔴 P0'))
  expect(world.ana.sees(room)).toMatch(/News 1.*News 2.*News 3.*Severity P1/s)
  expect(world.ana.heads(room).filter((head) => head.startsWith('*Update*'))).toHaveLength(3)
  expect((await world.incident()).update?.text).toBe('News 3')
})

test('a form that came too late says so, and the next press opens it', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  world.practice.faults.slack.order({
    call: 'views.open',
    fault: { kind: 'error', error: 'expired_trigger_id' },
    times: 1,
  })

  expect(await world.bob.presses('Update', { in: room })).toContain('press once more')
  await world.bob.presses('Update', { in: room })
  expect(world.bob.form()).toContain('Give an update')
})

test('what Slack delivers five times happens once', async () => {
  const world = await startWorld()
  const { ana, bob, practice } = world
  const room = await world.declares('p1 nqba Results come late')
  await practice.workspace.repeat('slash_commands', 5)
  await world.settle()
  expect(await world.muster.core.store.nextNumber('incident')).toBe(2)

  await bob.presses('Acknowledge', { in: room })
  await practice.workspace.repeat('interactive', 5)
  await bob.presses('Update', { in: room })
  await bob.submits({ text: 'We are on it' })
  await practice.workspace.repeat('interactive', 5)
  const ts = await bob.writes(room, 'Look at this')
  await ana.pins(room, ts)
  await practice.workspace.repeat('events_api', 5)
  await practice.workspace.repeat('slash_commands', 5)
  await world.pass(5_000)

  const story = await world.story()
  for (const type of ['acknowledged', 'updated', 'noted'])
    expect(story.filter((one) => one === type)).toHaveLength(1)
  expect(ana.heads(room).filter((head) => head.startsWith('*Update*'))).toHaveLength(1)
  expect(ana.puppet.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)
})

test('a room that somebody archived comes back for what people must not miss', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.settle()
  world.ana.puppet.channel(room).archived = true

  await world.bob.says('/incident update INC-1 The queue is full')
  await world.bob.says('/incident ack INC-1')
  await world.pass(60_000)

  expect(world.ana.puppet.channel(room).archived).toBe(false)
  expect(world.ana.finds(room, 'The queue is full')).toBeDefined()
  expect(world.ana.sees(room)).toContain('*Acknowledged*')
})

test('where an archived room cannot be brought back, the commander is told directly', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.settle()
  world.ana.puppet.channel(room).archived = true
  world.practice.faults.slack.order({
    call: 'conversations.unarchive',
    fault: { kind: 'error', error: 'not_in_channel' },
  })

  await world.bob.says('/incident update INC-1 The queue is full')
  await world.pass(60_000)

  expect(world.ana.hears()).toContain('The queue is full')
  expect(world.ana.sees('incidents')).toContain('The queue is full')
})

test('somebody who has left the company is said once, and the others are invited', async () => {
  const world = await startWorld()
  world.practice.workspace.putPerson({
    id: world.eli.id,
    name: 'eli',
    realName: 'Eli Marchetti',
    email: 'eli@lanternworks.example',
    deactivated: true,
  })
  const room = await world.declares('p1 nqba Results come late')
  await world.pass(10_000)

  expect(world.bob.puppet.channel(room).members).toEqual(
    expect.arrayContaining([world.bob.id, world.chen.id]),
  )
  expect(await gaps(world)).toEqual([`could not invite <@${world.eli.id}>`])
  expect(
    world.ana.posts(room).filter((one) => JSON.stringify(one.blocks).includes('could not invite')),
  ).toHaveLength(1)
})

test('a user group that cannot be read is said once, for all incidents', async () => {
  const own = await ownPlaybooks({
    'nqba/service.yml': (text) => text.replace('owners:', 'responderGroup: oncall\nowners:'),
  })
  const world = await startWorld({ playbooks: own.folder, manifest: without('usergroups:read') })
  await world.declares('p1 nqba Results come late')
  await world.pass(5_000)
  expect((await gaps(world)).join()).toContain('usergroups:read')

  const second = await world.declares('p1 nqba Again')
  await world.pass(5_000)
  expect(await gaps(world, 'INC-2')).toEqual([])
  expect(world.bob.puppet.channel(second).members).toContain(world.bob.id)
})

test('without the announcement channel the incident goes on, and its commander is told', async () => {
  const own = await ownPlaybooks()
  const world = await startWorld({ playbooks: own.folder })
  await own.edit('nqba/service.yml', (text) => text.replace('announce: incidents', 'announce: nowhere'))
  await world.muster.core.library.reload()
  const room = await world.declares('p1 nqba Results come late')
  await world.bob.says('/incident ack', { in: room })
  await world.bob.says('/incident update We are on it', { in: room })
  await world.pass(60_000)

  expect(world.ana.finds(room, 'We are on it')).toBeDefined()
  const said = world.ana
    .posts(room)
    .filter((one) => JSON.stringify(one.blocks).includes('posting a message failed'))
  expect(said).toHaveLength(1)
})

test('three incidents in a minute stay within Slack’s limits, and all is said in the end', async () => {
  const world = await startWorld({ paced: true })
  const rooms: string[] = []
  for (const title of ['One', 'Two', 'Three']) rooms.push(await world.declares(`p0 nqba Dynex ${title}`))
  for (const room of rooms)
    for (let n = 1; n <= 5; n++) await world.ana.says(`/incident update News ${n}`, { in: room })
  await world.pass(180_000, 500)

  for (const room of rooms) {
    expect(world.ana.sees(room)).toMatch(/News 1.*News 2.*News 3.*News 4.*News 5/s)
    expect(world.ana.heads(room).filter((head) => head.startsWith('*Update*'))).toHaveLength(5)
  }
  expect(world.ana.posts('incidents')).toHaveLength(3)
  expect(world.practice.workspace.calls().filter(({ error }) => error?.includes('limited'))).toEqual([])
})
