import { expect, test } from 'vitest'
import { z } from 'zod'
import { ended } from '../../src/domain/remediation.ts'
import type { Person } from '../support/person.ts'
import { pressable } from '../support/text-of.ts'
import { startWorld, type World } from '../support/world.ts'

/** The same numbers for the same seed (a linear congruence, after Lehmer). */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % sides
  }
}
type Dice = ReturnType<typeof dice>
const pick = <T>(roll: Dice, all: readonly T[]): T | undefined => all[roll(Math.max(1, all.length))]

const input = z.object({
  block_id: z.string(),
  element: z.object({ type: z.string(), options: z.array(z.object({ value: z.string() })).optional() }),
})

/** Fills in whatever form is open, and sends it. */
async function fillIn(world: World, one: Person, roll: Dice) {
  const values: Record<string, string> = {}
  for (const block of one.puppet.modal().view.blocks) {
    const read = input.safeParse(block)
    if (!read.success) continue
    const { block_id, element } = read.data
    if (element.type === 'plain_text_input')
      values[block_id] = block_id === 'details' ? 'replicas=7' : 'Some words'
    else if (element.type === 'users_select')
      values[block_id] = (pick(roll, [world.ana, world.bob, world.chen]) ?? one).id
    else if (element.type === 'datepicker') values[block_id] = '2026-12-01'
    else if (element.type === 'static_select')
      values[block_id] = pick(roll, element.options ?? [])?.value ?? ''
  }
  const answer = await one.puppet.submit(values)
  if (!answer.ok) await one.puppet.closeModal()
  await world.settle()
}

async function pressSomething(world: World, one: Person, room: string, roll: Dice) {
  const all = one.puppet.messages(room).flatMap((message) =>
    pressable(message.blocks).map(({ press }) => ({
      press,
      at: { channel: message.channel, ts: message.ts },
    })),
  )
  const chosen = pick(roll, all)
  if (!chosen || /close|link/.test(chosen.press.action_id)) return
  await one.puppet.act({ act: 'click', in: chosen.at, action: chosen.press })
  await world.settle()
  if (one.puppet.modals().length > 0) await fillIn(world, one, roll)
}

const faults = [
  { kind: 'drop' },
  { kind: 'drop-after' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfterSeconds: 3 },
] as const
const calls = [
  'chat.postMessage',
  'chat.update',
  'conversations.*',
  'chat.postEphemeral',
  'views.open',
  'pins.add',
]

test.for([888, 9])(
  'monkeys press what they find while Slack stumbles and the bot restarts (%i)',
  async (seed) => {
    const roll = dice(seed)
    const world = await startWorld({ scenario: 'dynex-outage' })
    const room = await world.declares('p1 nqba Dynex is down')
    const people = [world.ana, world.bob, world.chen, world.eli]
    for (let n = 0; n < 60; n++) {
      const one = pick(roll, people) ?? world.ana
      if (roll(4) === 0)
        world.practice.faults.slack.order({
          call: pick(roll, calls) ?? '*',
          fault: pick(roll, faults) ?? { kind: 'drop' },
          times: 1 + roll(2),
        })
      if (roll(12) === 0)
        world.practice.faults.cluster.order({
          call: 'P* *',
          fault: pick(roll, faults) ?? { kind: 'drop' },
          times: 1,
        })
      await pressSomething(world, one, room, roll)
      if (roll(5) === 0) await world.pass(20_000, 2_000)
      if (roll(25) === 0) await world.restart()
    }
    world.practice.faults.slack.clear()
    world.practice.faults.cluster.clear()
    await world.pass(20 * 60_000, 10_000)

    expect(world.log()).not.toContain('"level":"error"')
    expect(world.log()).not.toMatch(/Unexpected error|An error nobody expected|A job ended in an error/)
    const incident = await world.incident()
    expect(incident.remediations.filter(({ state }) => !ended(state))).toEqual([])
    const heads = world.ana.heads(room)
    const messages = world.ana.posts(room).map(({ metadata }) => JSON.stringify(metadata))
    expect(new Set(messages).size).toBe(messages.length)
    for (const run of incident.runs)
      for (const index of run.phases.keys())
        if (run.phases[index]?.startedAt)
          expect(heads.some((head) => head.includes(`Phase ${index + 1} of`))).toBe(true)
    expect(await world.muster.core.store.failedOutgoing(10)).toEqual([])
    const story = await world.story()
    expect(new Set(story).size).toBeGreaterThan(18)
    expect(story.filter((type) => type === 'updated')).toHaveLength(
      heads.filter((head) => head.startsWith('*Update*')).length,
    )
  },
)
