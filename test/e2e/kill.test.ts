import { beforeAll, describe, expect, test } from 'vitest'
import { launchToKill, type Point, saysPoint, startAgain } from '../support/process-kill.ts'
import { auditOf, timelines } from '../support/process-record.ts'
import { botPosts, marksOf } from '../support/process-sights.ts'
import { type Ender, type ProcessWorld, startProcessWorld, warmUp } from '../support/process-world.ts'
import { textOf } from '../support/text-of.ts'

const command = '/incident p0 nqba Dynex is down'
const room = 'inc-1-dynex-is-down'
const responders = ['U0ANA000001', 'U0BOB000002', 'U0CHEN00003', 'U0ELI000005']

/** `KILL=all` tries every point; else those are left out that die in much the same place as another. */
const everywhere = process.env.KILL === 'all'
type Chosen = Point & { alike?: true }

const beforeTheRoom: Chosen[] = [
  { commit: 'insert:deliveries command', when: 'before' },
  { commit: 'insert:deliveries command', when: 'after' },
  { commit: 'declared', when: 'before', alike: true },
  { commit: 'declared', when: 'after' },
  { commit: 'sending', when: 'after' },
  { commit: 'channel-opened', when: 'before' },
  { commit: 'channel-opened', when: 'after', alike: true },
  { call: /deliver slash_commands/, when: 'before' },
  { call: /conversations.create/, when: 'before', alike: true },
  { call: /conversations.create/, when: 'after', again: 'before channel-opened' },
]

const inTheRoom: Chosen[] = [
  { commit: 'responders-invited', when: 'after', alike: true },
  { commit: 'insert:posts INC-1/card', when: 'before' },
  { commit: 'insert:posts INC-1/card', when: 'after', again: 'before insert:posts INC-1/phase/r1/0' },
  { commit: 'INC-1/pin', when: 'after', alike: true },
  { commit: 'check-finished', when: 'before' },
  { call: /conversations.invite/, when: 'after' },
  { call: /chat.postMessage/, when: 'before' },
  { call: /chat.postMessage/, when: 'after', alike: true },
  { call: /chat.postMessage/, nth: 4, when: 'after' },
  { call: /pins.add/, when: 'after', alike: true },
]

const titled = (points: Chosen[]) =>
  points.filter(({ alike }) => everywhere || !alike).map((point) => [saysPoint(point), point] as const)

beforeAll(warmUp)

describe.concurrent('killed while an incident is declared, the bot goes on', { timeout: 60_000 }, () => {
  test.for(titled(beforeTheRoom))('%s', async ([, point], context) => {
    expect(await killed(context, point)).toBe(1)
  })

  // Killed while it told her where the room is, it cannot know whether she read it, and says it no second time.
  test.for(titled(inTheRoom))('%s', async ([, point], context) => {
    expect(await killed(context, point)).toBeLessThanOrEqual(1)
  })
})

/** Finds everything there once, and nothing twice; answers how often the declarer was told where the room is. */
async function killed(context: Ender, point: Point): Promise<number> {
  const world = await startProcessWorld(context, { scenario: 'dynex-outage' })
  const { ana, practice, quiet, record } = world
  const { bot, arm } = await launchToKill(world, point)

  await arm()
  const acknowledged = (await ana.puppet.command('general', command)).ok
  expect((await bot.ended).signal).toBe('SIGKILL')
  await startAgain(world, point.again)
  await quiet()
  // Told that Muster did not respond, and nothing came of it: she types it once more.
  if (!acknowledged && (await timelines(record)).length === 0) {
    expect((await ana.puppet.command('general', command)).ok).toBe(true)
    await quiet()
  }

  const all = await timelines(record)
  expect(all.map((entries) => entries.map(({ event }) => event.type).sort())).toEqual([
    [
      'channel-opened',
      'check-finished',
      'check-finished',
      'check-started',
      'check-started',
      'declared',
      'phase-started',
      'responders-invited',
      'run-started',
    ],
  ])
  expect(rooms(world)).toEqual([room])
  expect(marksOf(botPosts(world, room))).toEqual([
    'INC-1/card',
    ...evidenceKeys(all[0] ?? []),
    'INC-1/phase/r1/0',
  ])
  expect(marksOf(botPosts(world, 'incidents'))).toEqual(['INC-1/announcement'])
  const { pins, members } = ana.puppet.channel(room)
  expect(pins.map(({ ts }) => ts)).toEqual([ana.finds(room, 'Dynex is down')?.ts])
  expect([...members].sort()).toEqual([practice.workspace.botUserId, ...responders].sort())
  expect(await auditOf(record)).toMatchObject({ code: 0 })
  return ana.puppet.ephemerals().filter((one) => textOf(one).includes('is open in')).length
}

const rooms = ({ ana }: ProcessWorld) =>
  ana.puppet.channels().flatMap(({ name }) => (name.startsWith('inc-') ? [name] : []))

const evidenceKeys = (entries: Awaited<ReturnType<typeof timelines>>[number]) =>
  entries.flatMap(({ seq, event }) => (event.type === 'check-finished' ? [`INC-1/entry/${seq}`] : [])).sort()
