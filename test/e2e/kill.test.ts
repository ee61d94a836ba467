import { beforeAll, describe, expect, test } from 'vitest'
import { launchToKill, type Point, saysPoint, startAgain } from '../support/process-kill.ts'
import { auditOf, timelines } from '../support/process-record.ts'
import { botPosts, marksOf } from '../support/process-sights.ts'
import { type ProcessWorld, startProcessWorld, warmUp } from '../support/process-world.ts'
import { textOf } from '../support/text-of.ts'

const command = '/incident p0 nqba Dynex is down'
const room = 'inc-1-dynex-is-down'

const declaring: Point[] = [
  { commit: 'insert:deliveries command', when: 'before' },
  { commit: 'insert:deliveries command', when: 'after' },
  { commit: 'declared', when: 'before' },
  { commit: 'declared', when: 'after' },
  { commit: 'sending', when: 'after' },
  { commit: 'channel-opened', when: 'before' },
  { commit: 'channel-opened', when: 'after' },
  { commit: 'responders-invited', when: 'after' },
  { commit: 'insert:posts INC-1/card', when: 'before' },
  { commit: 'insert:posts INC-1/card', when: 'after', again: 'before insert:posts INC-1/phase/r1/0' },
  { commit: 'INC-1/pin', when: 'after' },
  { commit: 'check-finished', when: 'before' },
  { call: /deliver slash_commands/, when: 'before' },
  { call: /conversations.create/, when: 'before' },
  { call: /conversations.create/, when: 'after', again: 'before channel-opened' },
  { call: /conversations.invite/, when: 'after' },
  { call: /chat.postMessage/, when: 'before' },
  { call: /chat.postMessage/, when: 'after' },
  { call: /chat.postMessage/, nth: 4, when: 'after' },
  { call: /pins.add/, when: 'after' },
]

const titled = (points: Point[]) => points.map((point) => [saysPoint(point), point] as const)

beforeAll(warmUp)

describe.concurrent('killed while an incident is declared, the bot goes on where it was', {
  timeout: 60_000,
}, () => {
  test.for(titled(declaring))('%s', async ([, point], context) => {
    const world = await startProcessWorld(context, { scenario: 'dynex-outage' })
    const { ana, quiet, record } = world
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
    expect(members).toHaveLength(new Set(members).size)
    expect(await auditOf(record)).toMatchObject({ code: 0 })
    const greetings = ana.puppet.ephemerals().filter((one) => textOf(one).includes('is open in'))
    expect(greetings, 'told where the channel is').toHaveLength(1)
  })
})

const rooms = ({ ana }: ProcessWorld) =>
  ana.puppet.channels().flatMap(({ name }) => (name.startsWith('inc-') ? [name] : []))

const evidenceKeys = (entries: Awaited<ReturnType<typeof timelines>>[number]) =>
  entries.flatMap(({ seq, event }) => (event.type === 'check-finished' ? [`INC-1/entry/${seq}`] : [])).sort()
