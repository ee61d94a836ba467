import { expect, test } from 'vitest'
import { markupOf } from '../support/text-of.ts'
import { startWorld } from '../support/world.ts'

test('one line opens a channel with the right people, a pinned card and the runbook', async () => {
  const world = await startWorld()
  const { ana, bob, practice } = world
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => practice.workspace.calls().some(({ call }) => call === 'pins.add'))

  const { channel } = await world.incident()
  expect(room).toBe('inc-1-dynex-is-down')
  expect(ana.hears()).toContain(`<#${channel?.id}>`)
  expect(bob.puppet.channel(room).members).toEqual(expect.arrayContaining([ana.id, bob.id]))
  expect(ana.sees(room)).toContain('Dynex is down')
  expect(ana.sees(room)).toContain('Immediate response')
  expect(ana.sees('incidents')).toContain('Dynex is down')
  const [card] = ana.posts(room)
  expect(ana.puppet.channel(room).pins.map(({ ts }) => ts)).toEqual([card?.ts])
})

test('two incidents of the same second get two rooms', async () => {
  const world = await startWorld()
  await Promise.all([
    world.ana.says('/incident p0 nqba Dynex is down'),
    world.bob.says('/incident p1 nqba Dynex is down'),
  ])
  const rooms = await world.until(async () => {
    const both = await Promise.all(['INC-1', 'INC-2'].map((id) => world.incident(id)))
    return both.every(({ channel }) => channel) && both.map(({ channel }) => channel?.name)
  })
  expect(rooms).toEqual(['inc-1-dynex-is-down', 'inc-2-dynex-is-down'])
})

test('a name that is taken gets a suffix', async () => {
  const world = await startWorld()
  await world.dora.does((puppet) => puppet.act({ act: 'create', name: 'inc-1-dynex-is-down' }))
  expect(await world.declares('p0 nqba Dynex is down')).toBe('inc-1-dynex-is-down-2')
  expect(world.ana.sees('inc-1-dynex-is-down-2')).toContain('Dynex is down')
})

test.for([
  ['Japanese and a picture', 'ダイネックスが落ちた 🔥', 'inc-1'],
  ['accents', 'Ärger mit der Übertragung', 'inc-1-arger-mit-der-ubertragung'],
  ['right-to-left marks, joined signs and a NUL', '\u202Eabc\u202C 👩‍👩‍👧 \u0000 end', 'inc-1-abc-end'],
] as const)('a title with %s makes a room, and stands in full in the record', async ([, title, name]) => {
  const world = await startWorld()
  expect(await world.declares(`p2 ${title}`)).toBe(name)
  expect((await world.incident()).title).toBe(title)
})

test('a title of ten thousand characters is kept whole and shown short', async () => {
  const world = await startWorld()
  const title = `Everything ${'breaks '.repeat(1427)}end`
  const room = await world.declares(`p2 ${title}`)
  await world.until(() => world.ana.finds(room, 'Everything breaks'))

  expect(room.length).toBeLessThanOrEqual(80)
  expect((await world.incident()).title).toBe(title)
  await world.ana.says('/incident resolve', { in: room })
  await world.until(() => world.happened('postmortem-written'))
  await world.ana.says('/incident list')
  await world.ana.says('/incident timeline', { in: room })
  await world.pass(10_000)
  expect(world.log()).not.toMatch(/"level":"(error|warn)"/)
})

test('<!channel> in a title, an update or a note calls nobody', async () => {
  const world = await startWorld()
  const room = await world.declares('p2 nqba <!channel> @channel @here is *down* `now`')
  const here = { in: room }
  await world.bob.says('/incident update <!everyone> @everyone look', here)
  await world.bob.says('/incident note <!here> @here', here)
  await world.bob.says('/incident status', here)
  await world.ana.says('/incident resolve <!channel> again @channel', here)
  await world.until(() => world.happened('postmortem-written'))
  await world.pass(5_000)

  const shown = [room, 'incidents'].flatMap((channel) => world.ana.posts(channel))
  expect(shown.length).toBeGreaterThan(4)
  for (const message of [...shown, ...world.bob.puppet.ephemerals()])
    expect(markupOf(message)).not.toMatch(/<!(channel|here|everyone)/)
  expect(world.ana.puppet.channel(room).topic).not.toMatch(/<!(channel|here|everyone)/)
})

test('without a service there is a room, a card, and nothing that could be changed', async () => {
  const world = await startWorld()
  const room = await world.declares('p2 The office printer is on fire')
  expect((await world.incident()).service).toBeUndefined()
  expect(await world.bob.says('/incident lead @bob')).toContain('not an incident’s channel')
  await world.bob.does((puppet) => puppet.join(room))
  expect(await world.bob.says('/incident fix scale nqba-worker replicas=6', { in: room })).toContain(
    'names no service',
  )
})
