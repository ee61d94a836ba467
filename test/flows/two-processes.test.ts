import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Cluster } from '../../src/app/ports/cluster.ts'
import { Denied } from '../../src/app/ports/failures.ts'
import { createLog } from '../../src/log.ts'
import { type Muster, startMuster } from '../../src/muster.ts'
import { musterIn } from '../../src/start-practice.ts'
import { Person } from '../support/person.ts'
import { startWorld, type World } from '../support/world.ts'

/** A second bot on the same record; `jump` makes every lease of the first one over, to its eyes. */
async function another({ practice, muster, folder }: World) {
  const { clock } = muster.core
  let ahead = 0
  const bot = await startMuster({
    ...musterIn(practice),
    database: `sqlite:${path.join(folder, 'muster.db')}`,
    shared: true,
    playbooks: 'playbooks',
    data: folder,
    web: { port: 0 },
    clock: { ...clock, now: () => new Date(clock.now().getTime() + ahead) },
    log: createLog('silent'),
    pace: false,
    watch: false,
  })
  onTestFinished(() => bot.stop())
  return {
    bot,
    jump() {
      ahead = 130_000
      bot.core.wake()
    },
  }
}

/** Holds a bot where it scales: `reached` once it is there, and on it goes with `go`. */
function holdsAtScale(
  { core: { instruments } }: Muster,
  scale: (real: Cluster['scale']) => Cluster['scale'],
) {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const { cluster } = instruments
  Object.assign(instruments, {
    cluster: {
      ...cluster,
      until(signal: AbortSignal): Cluster {
        const real = cluster.until(signal)
        return {
          ...real,
          async scale(...asked) {
            if (asked[1].dryRun) return real.scale(...asked)
            const change = scale(real.scale)
            try {
              return await change(...asked)
            } finally {
              reached.resolve()
              await gate.promise
            }
          },
        }
      },
    },
  })
  return { reached: reached.promise, go: gate.resolve }
}

test('what comes late of a try that another bot has taken over is not believed', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  const { bot, jump } = await another(world)
  const late = holdsAtScale(world.muster, () => async () => {
    throw new Denied('Muster may not do this')
  })
  const second = holdsAtScale(bot, (real) => real)

  await new Person('chen', world.practice.workspace, async () => {}).presses('Approve', { in: room })
  await late.reached
  jump()
  await second.reached
  late.go()
  await world.muster.idle()
  expect(world.log()).toContain('did not come back with success')
  second.go()
  await world.until(async () => {
    await bot.idle()
    return world.happened('remediation-verified')
  })

  const story = (await world.story()).filter((type) => type.startsWith('remediation-'))
  expect(story.map((type) => type.replace('remediation-', ''))).toEqual([
    'planned',
    'approved',
    'started',
    'started',
    'applied',
    'verified',
  ])
})
