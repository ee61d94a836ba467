import { beforeAll, describe, expect, test } from 'vitest'
import { launchToKill, type Point, saysPoint, startAgain } from '../support/process-kill.ts'
import { auditOf, timelines } from '../support/process-record.ts'
import { botPosts, marksOf, watchChanges } from '../support/process-sights.ts'
import { type Ender, startProcessWorld, warmUp } from '../support/process-world.ts'

const room = 'inc-1-dynex-is-down'

/** Where it is killed, what the bot says became of the change, and what the cluster has seen of it. */
type Case = Point & { ends: 'verified' | 'unknown' } & Partial<Seen>
type Seen = ReturnType<typeof watchChanges>

const configMap = /PATCH .*\/configmaps\/nqba-config/
const deployment = /PATCH .*\/deployments\/nqba-worker/
const once = { configWrites: 1, restarts: 1 }

const toggling: Case[] = [
  { call: /deliver interactive/, when: 'before', ends: 'verified', ...once },
  { commit: 'remediation-approved', when: 'after', ends: 'verified', ...once },
  { commit: 'remediation-started', when: 'before', ends: 'verified', ...once },
  {
    commit: 'remediation-started',
    when: 'after',
    again: 'before remediation-applied',
    ends: 'verified',
    ...once,
  },
  { call: configMap, when: 'before', ends: 'verified', ...once },
  { call: configMap, when: 'after', ends: 'verified', ...once },
  { call: deployment, when: 'before', ends: 'verified', ...once },
  { call: deployment, when: 'after', ends: 'verified', ...once },
  { commit: 'remediation-applied', when: 'before', ends: 'verified', ...once },
  { commit: 'remediation-verified', when: 'before', ends: 'verified', ...once },
]

/** Of a flush only its mark tells: the first command counts keys, the second empties, the third leaves the mark. */
const exec = /GET .*\/exec/
const flushing: Case[] = [
  { commit: 'remediation-started', when: 'before', ends: 'verified', flushes: 1 },
  { commit: 'remediation-started', when: 'after', ends: 'unknown', flushes: 0 },
  { call: exec, nth: 2, when: 'before', ends: 'unknown', flushes: 0 },
  { call: exec, nth: 2, when: 'after', ends: 'unknown', flushes: 1 },
  { call: exec, nth: 3, when: 'after', ends: 'verified', flushes: 1 },
  { commit: 'remediation-applied', when: 'before', ends: 'verified', flushes: 1 },
]

const titled = (cases: Case[]) => cases.map((one) => [`${saysPoint(one)}: ${one.ends}`, one] as const)

beforeAll(warmUp)

describe.concurrent('killed while settings change and pods restart, the bot changes nothing twice', {
  timeout: 60_000,
}, () => {
  test.for(titled(toggling))('%s', ([, one], context) => killed(context, one, 'dynex-outage'))
})

describe.concurrent('killed while a cache is emptied, the bot never guesses', { timeout: 60_000 }, () => {
  test.for(titled(flushing))('%s', ([, one], context) => killed(context, one))
})

async function killed(context: Ender, one: Case, scenario?: string): Promise<void> {
  const world = await startProcessWorld(context, scenario ? { scenario } : {})
  const { ana, bob, quiet, record } = world
  const { bot, arm } = await launchToKill(world, one)
  await ana.says('/incident p0 nqba Dynex is down')
  await quiet()
  if (scenario) await ana.presses('step.fix', { in: room })
  else await ana.says('/incident fix flush-cache results', { in: room })
  await quiet()

  const seen = watchChanges(world)
  await arm()
  const approve = () => bob.presses('remediation.approve', { in: room })
  const acknowledged = await approve().then(
    () => true,
    () => false,
  )
  expect((await bot.ended).signal).toBe('SIGKILL')
  await startAgain(world, one.again)
  await quiet()
  // Told that Muster did not respond, and nothing came of it: he presses once more.
  const came = (await timelines(record)).flat().some(({ event }) => event.type === 'remediation-approved')
  if (!acknowledged && !came) {
    await approve()
    await quiet()
  }

  const [entries = []] = await timelines(record)
  const story = entries.map(({ event }) => event.type).filter((type) => type.startsWith('remediation-'))
  expect(story.at(-1)).toBe(`remediation-${one.ends}`)
  expect(story.filter((type) => type !== 'remediation-started')).toEqual([
    'remediation-planned',
    'remediation-approved',
    ...(one.ends === 'verified' ? ['remediation-applied'] : []),
    `remediation-${one.ends}`,
  ])
  const { configWrites = 0, restarts = 0, flushes = 0 } = one
  expect(seen).toEqual({ configWrites, restarts, flushes })
  const marks = marksOf(botPosts(world, room))
  expect(marks).toEqual([...new Set(marks)])
  expect(marks).toContain('approval/inc-1-fix-1')
  expect(await auditOf(record)).toMatchObject({ code: 0 })
}
