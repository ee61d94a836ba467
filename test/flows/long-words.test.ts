import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

const long = (words: string) => `${words} ${'and so on '.repeat(1_000)}end`

test('words of ten thousand characters are kept whole and shown as far as Slack lets them', async () => {
  const world = await startWorld()
  const room = await world.declares('p2 nqba Results come late')
  const here = { in: room }
  await world.bob.says(`/incident update ${long('Update')}`, here)
  await world.bob.says(`/incident note ${long('Note')}`, here)
  const ts = await world.bob.writes(room, long('Message'))
  await world.ana.pins(room, ts)
  await world.bob.says('/incident timeline', here)
  await world.bob.says(`/incident udpate ${long('Slip')}`, here)
  await world.bob.says(`/incident ${long('frobnicate')}`, here)
  await world.ana.says(`/incident resolve ${long('Cause')}`, here)
  await world.until(() => world.happened('postmortem-written'))
  await world.pass(5_000)

  expect((await world.incident()).update?.text).toBe(long('Update'))
  expect((await world.incident()).cause).toBe(long('Cause'))
  expect(world.ana.heads(room).filter((head) => head.startsWith('*Update*'))).toHaveLength(1)
  expect(world.log()).not.toMatch(/"level":"(error|warn)"/)
})
