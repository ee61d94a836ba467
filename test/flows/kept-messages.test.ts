import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('📌 keeps a message at its own time, says who kept it, and follows what becomes of it', async () => {
  const world = await startWorld()
  const { ana, bob, eli } = world
  const room = await world.declares('p1 nqba Results come late')
  const ts = await bob.writes(room, 'Queue is at 400 & growing, says @eli')
  const saidAt = world.muster.core.clock.now().toISOString()
  await world.pass(120_000)

  await ana.pins(room, ts)
  const noted = () => world.timeline().then((all) => all.filter(({ event }) => event.type === 'noted'))
  expect(await noted()).toMatchObject([
    {
      actor: ana.id,
      event: {
        text: `Queue is at 400 & growing, says <@${eli.id}>`,
        source: { author: bob.id, at: saidAt, ts },
      },
    },
  ])
  const timeline = await eli.says('/incident timeline', { in: room })
  expect(timeline).toContain('Queue is at 400 &amp; growing')
  expect(timeline).toContain(`<@${ana.id}>`)
  expect(timeline).toContain(`<@${bob.id}>`)

  await eli.pins(room, ts)
  await ana.keeps(room, ts)
  expect(await noted()).toHaveLength(1)

  await bob.does((puppet) => puppet.edit(room, ts, 'Queue is at 900'))
  expect(await eli.says('/incident timeline', { in: room })).toContain('Queue is at 900')
  await bob.does((puppet) => puppet.delete(room, ts))
  expect((await world.story()).at(-1)).toBe('note-removed')
  expect((await world.timeline()).at(-1)?.actor).toBe(bob.id)
})

test('the shortcut keeps a message too, one in a thread included, and answers', async () => {
  const world = await startWorld()
  const { ana, bob } = world
  const room = await world.declares('p1 nqba Results come late')
  const parent = await bob.writes(room, 'What do we know?')
  const reply = await bob.writes(room, 'The disk is full', parent)

  expect(await ana.keeps(room, reply)).toContain('It is on the timeline')
  expect(await ana.keeps(room, reply)).toContain('on the timeline already')
  await ana.pins(room, parent, 'thumbsup')

  const notes = (await world.timeline()).flatMap(({ event }) => (event.type === 'noted' ? event.text : []))
  expect(notes).toEqual(['The disk is full'])
})

test('a reply in a thread is kept by 📌 as well', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const parent = await world.bob.writes(room, 'What do we know?')
  const reply = await world.bob.writes(room, 'The disk is full', parent)
  await world.ana.pins(room, reply)
  const notes = (await world.timeline()).flatMap(({ event }) => (event.type === 'noted' ? event.text : []))
  expect(notes).toEqual(['The disk is full'])
})

test('outside an incident’s channel nothing is kept, and the shortcut says why', async () => {
  const world = await startWorld()
  await world.declares('p1 nqba Results come late')
  const ts = await world.bob.writes('general', 'Lunch?')

  await world.ana.pins('general', ts)
  expect(await world.ana.keeps('general', ts)).toContain('Only messages of an incident’s channel')
  expect(await world.happened('noted')).toBe(false)
})

test('messages nobody kept may change as they like', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const ts = await world.bob.writes(room, 'Hello')
  const before = (await world.story()).length
  await world.bob.does((puppet) => puppet.edit(room, ts, 'Hello all'))
  await world.bob.does((puppet) => puppet.delete(room, ts))
  expect((await world.story()).length).toBe(before)
})

test('words that Slack escapes stand in the record as they were typed', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba <b>Results</b> & more')
  expect((await world.incident()).title).toBe('<b>Results</b> & more')
  expect(world.ana.sees(room)).toContain('P1 · <b>Results</b> & more')
  expect(await world.ana.says('/incident list')).toContain('&lt;b&gt;Results&lt;/b&gt; &amp; more')
  await world.bob.says('/incident note a < b && c > d', { in: room })
  const note = (await world.timeline()).find(({ event }) => event.type === 'noted')
  expect(note?.event).toMatchObject({ text: 'a < b && c > d' })
})
