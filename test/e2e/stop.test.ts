import { expect, test } from 'vitest'
import { auditOf, timelines } from '../support/process-record.ts'
import { botPosts, marksOf, watchEffects } from '../support/process-sights.ts'
import { type ProcessWorld, startProcessWorld } from '../support/process-world.ts'

const room = 'inc-1-dynex-is-down'
const inOrder = { code: 0, signal: null, says: '' }

/** Settles as soon as the bot makes such a call. */
const called = ({ practice }: ProcessWorld, wanted: RegExp) =>
  new Promise<void>((resolve) => {
    for (const faults of Object.values(practice.faults))
      faults.watch(({ call, when }) => when === 'before' && wanted.test(call) && resolve())
  })

async function stopped({ signal, ended }: ReturnType<ProcessWorld['launch']>) {
  const from = performance.now()
  signal('SIGTERM')
  return { ...(await ended), ms: performance.now() - from }
}

test.concurrent('asked to stop while a channel is being made, it makes it, and the next start goes on', {
  timeout: 60_000,
}, async (context) => {
  const world = await startProcessWorld(context)
  const { ana, launch, practice, quiet } = world
  practice.faults.slack.delay('conversations.create', 600)
  const bot = launch()
  await bot.ready
  const creating = called(world, /conversations.create/)
  await ana.says('/incident p0 nqba Dynex is down')
  await creating
  const { ms, ...ending } = await stopped(bot)
  expect(ending).toEqual(inOrder)
  expect(ms).toBeLessThan(5_000)

  await launch().ready
  await quiet()
  expect(ana.puppet.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)
  expect(marksOf(botPosts(world, 'incidents'))).toEqual(['INC-1/announcement'])
  expect(marksOf(botPosts(world, room)).filter((key) => key === 'INC-1/card')).toHaveLength(1)
})

test.concurrent('asked to stop while Slack does not answer, it waits a bounded time, and asks nothing twice', {
  timeout: 60_000,
}, async (context) => {
  const world = await startProcessWorld(context)
  const { ana, launch, practice, quiet, record } = world
  practice.faults.slack.order({ call: 'chat.postMessage', fault: { kind: 'hang' }, times: 2 })
  const bot = launch()
  await bot.ready
  const posting = called(world, /chat.postMessage/)
  await ana.says('/incident p0 nqba Dynex is down')
  await posting
  const { ms, ...ending } = await stopped(bot)
  expect(ending).toEqual(inOrder)
  expect(ms).toBeLessThan(12_000)

  await launch().ready
  await quiet()
  expect(marksOf(botPosts(world, 'incidents'))).toEqual(['INC-1/announcement'])
  const marks = marksOf(botPosts(world, room))
  expect(marks).toEqual([...new Set(marks)])
  expect(marks).toContain('INC-1/card')
  expect(await auditOf(record)).toMatchObject({ code: 0 })
})

test.concurrent('asked to stop while a change is being verified, it stops at once, and verifies after the start', {
  timeout: 60_000,
}, async (context) => {
  const world = await startProcessWorld(context, { scenario: 'dynex-outage' })
  const { ana, bob, launch, quiet, record, until } = world
  const bot = launch()
  await bot.ready
  await ana.says('/incident p0 nqba Dynex is down')
  await quiet()
  await ana.presses('step.fix', { in: room })
  await quiet()
  const { seen } = watchEffects(world)
  await bob.presses('remediation.approve', { in: room })
  const story = async () => (await timelines(record)).flat().map(({ event }) => event.type)
  await until(async () => (await story()).includes('remediation-applied'))
  const { ms, ...ending } = await stopped(bot)
  expect(ending).toEqual(inOrder)
  expect(ms).toBeLessThan(5_000)
  expect(await story()).not.toContain('remediation-verified')

  await launch().ready
  await quiet()
  expect(await story()).toContain('remediation-verified')
  expect(seen).toMatchObject({ configWrites: 1, templates: 1 })
})

test.concurrent('asked twice to stop, it goes at once', { timeout: 60_000 }, async (context) => {
  const world = await startProcessWorld(context)
  const { ana, launch, practice, until } = world
  practice.faults.slack.order({ call: 'chat.postMessage', fault: { kind: 'hang' } })
  const bot = launch()
  await bot.ready
  const posting = called(world, /chat.postMessage/)
  await ana.says('/incident p0 nqba Dynex is down')
  await posting
  const from = performance.now()
  bot.signal('SIGTERM')
  await until(() => practice.workspace.socket.connected === 0)
  bot.signal('SIGTERM')
  expect((await bot.ended).code).toBe(1)
  expect(performance.now() - from).toBeLessThan(2_000)
})
