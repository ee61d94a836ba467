import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditOf, timelines, watchStory } from '../support/process-record.ts'
import { botPosts, marksOf, watchEffects } from '../support/process-sights.ts'
import { type Ender, type ProcessWorld, startProcessWorld, warmUp } from '../support/process-world.ts'

const jumpClock = path.join(import.meta.dirname, '../support/jump-clock.ts')
const room = 'inc-1-results-come-late'
const one = 'inc-1-fix-1'

type World = Awaited<ReturnType<typeof shared>>

/** Servers for several bots that share one record. */
async function shared(context: Ender) {
  const world = await startProcessWorld(context)
  const story = watchStory(world.record)
  context.onTestFinished(async () => story.close())
  return {
    ...world,
    chen: world.person('chen'),
    story: () => story.of(one).map((type) => type.replace('remediation-', '')),
    async launches() {
      const bot = world.launch({ MUSTER_SHARED_DATABASE: 'yes' }, [jumpClock])
      expect(await bot.ready, bot.log()).toBeDefined()
      return bot
    },
  }
}

/** A bot that died or sleeps in the middle of a change, and what the cluster has seen of it. */
async function interrupted(world: World, words: string, at: RegExp, how: 'SIGKILL' | 'SIGSTOP') {
  const { ana, bob, launches, practice, quiet, story, until } = world
  const bot = await launches()
  await ana.says('/incident p1 nqba Results come late')
  await quiet()
  await ana.says(`/incident fix ${words}`, { in: room })
  await quiet()
  const effects = watchEffects(world)
  let reached = false
  const stop = practice.faults.cluster.watch(({ call, when }) => {
    if (when !== 'after' || !at.test(call) || !story().includes('started')) return
    stop()
    bot.signal(how)
    reached = true
  })
  await bob.presses('remediation.approve', { in: room })
  await until(() => reached)
  return { bot, effects }
}

async function takesOver({ launches, until, story }: World) {
  const other = await launches()
  // Another has it, as far as anybody knows: it is let alone for as long as its lease lasts.
  expect(story()).toEqual(['planned', 'approved', 'started'])
  other.signal('SIGUSR2')
  await other.told('later')
  await until(() => story().includes('verified'))
  return other
}

async function isWhole(world: ProcessWorld) {
  const marks = marksOf(botPosts(world, room))
  expect(marks).toEqual([...new Set(marks)])
  expect(marks).toContain(`approval/${one}`)
  expect(await auditOf(world.record)).toMatchObject({ code: 0 })
}

beforeAll(warmUp)

describe.concurrent('of two bots on one record', { timeout: 60_000 }, () => {
  test('one makes what two people approve with eight clicks, and the others are told so', async (context) => {
    const world = await shared(context)
    const { ana, bob, chen, launches, practice, quiet, story, until } = world
    await Promise.all([launches(), launches()])
    // Each has two connections, and clicks go to one after the other.
    await until(() => practice.workspace.socket.connected === 4)
    await ana.says('/incident p1 nqba Results come late')
    await quiet()
    await ana.says('/incident fix scale nqba-ipfs replicas=3', { in: room })
    await quiet()
    const { seen } = watchEffects(world)
    await Promise.all(
      [bob, chen, bob, chen, bob, chen, bob, chen].map((who) =>
        who.presses('remediation.approve', { in: room }),
      ),
    )
    await quiet()
    expect(story()).toEqual(['planned', 'approved', 'started', 'applied', 'verified'])
    expect(seen).toMatchObject({ replicas: 1 })
    const heard = [bob, chen].flatMap((who) =>
      who
        .hears()
        .split('\n')
        .filter((line) => /already/.test(line)),
    )
    expect(heard).toHaveLength(7)
    const [entries = []] = await timelines(world.record)
    const approved = entries.find(({ event }) => event.type === 'remediation-approved')
    for (const line of heard)
      expect(line).toMatch(new RegExp(`by <@${approved?.actor}>|You have approved this already`))
    await isWhole(world)
  })

  test('the other settles what one was killed in, by looking, once its lease is over', async (context) => {
    const world = await shared(context)
    world.practice.faults.cluster.order({ call: 'PATCH *nqba-ipfs', fault: { kind: 'hang' }, times: 1 })
    const { effects } = await interrupted(
      world,
      'scale nqba-ipfs replicas=3',
      /^PATCH .*nqba-ipfs$/,
      'SIGKILL',
    )
    await takesOver(world)
    await world.quiet()
    expect(world.story()).toEqual(['planned', 'approved', 'started', 'applied', 'verified'])
    expect(effects.seen).toMatchObject({ replicas: 1 })
    await isWhole(world)
  })

  test.for([
    [
      'scale nqba-ipfs replicas=3',
      /^GET .*\/deployments\/nqba-ipfs$/,
      /^PATCH .*nqba-ipfs$/,
      { replicas: 1 },
    ],
    ['flush-cache results', /^GET .*\/pods$/, /\/exec$/, { flushes: 1 }],
  ] as const)(
    'one that slept past its lease changes nothing more, and has nothing to say: %s',
    async ([words, look, change, made], context) => {
      const world = await shared(context)
      const { practice, quiet, story, until } = world
      const { bot, effects } = await interrupted(world, words, look, 'SIGSTOP')
      await takesOver(world)
      await quiet()
      const whole = ['planned', 'approved', 'started', 'started', 'applied', 'verified']
      expect(story()).toEqual(whole)
      let tried = false
      practice.faults.cluster.watch(({ call, when }) => {
        tried ||= when === 'before' && change.test(call)
      })
      bot.signal('SIGCONT')
      // On it goes, unless its own patience was over in its sleep.
      await until(() => tried || bot.log().includes('did not come back with success'))
      bot.signal('SIGTERM')
      expect((await bot.ended).code).toBe(0)
      await quiet()
      expect(story()).toEqual(whole)
      expect(effects.seen).toMatchObject(made)
      await isWhole(world)
    },
  )
})
