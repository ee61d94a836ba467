import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import { launchToKill, startAgain } from '../support/process-kill.ts'
import { auditOf, timelines } from '../support/process-record.ts'
import { botPosts, marksOf } from '../support/process-sights.ts'
import { startProcessWorld, warmUp } from '../support/process-world.ts'

const room = 'inc-1-dynex-is-down'

/** `KILL=all` tries everything; else what is kept in the same way as something else is left out. */
const everywhere = process.env.KILL === 'all'

type Deed = { says?: string; form?: { button: string; values: Record<string, string> } }
type Told = [string, 'before' | 'after', IncidentEvent['type'], Deed]
const deeds: Told[] = [
  ['a note', 'after', 'noted', { says: '/incident note The queue grows' }],
  ['an update', 'after', 'updated', { form: { button: 'incident.update', values: { text: 'We look' } } }],
  ['a plan', 'after', 'remediation-planned', { says: '/incident fix flush-cache results' }],
  ['the post-mortem', 'before', 'postmortem-written', { says: '/incident resolve A power failure' }],
]
const alike: Told[] = [
  ['another severity', 'after', 'severity-changed', { says: '/incident sev p1' }],
  ['the end', 'after', 'resolved', { says: '/incident resolve A power failure' }],
]

beforeAll(warmUp)

describe.concurrent('killed once it has acknowledged, the bot does what was asked, once', {
  timeout: 60_000,
}, () => {
  test.for(everywhere ? [...deeds, ...alike] : deeds)('%s', async ([, when, event, deed], context) => {
    const world = await startProcessWorld(context)
    const { ana, quiet, record, folder } = world
    const { bot, arm } = await launchToKill(world, { commit: event, when })
    await ana.says('/incident p0 nqba Dynex is down')
    await quiet()
    if (deed.form) await ana.presses(deed.form.button, { in: room })
    await quiet()
    const before = marksOf(botPosts(world, room))
    await arm()
    if (deed.says) await ana.says(deed.says, { in: room })
    else await world.until(() => ana.puppet.modals().length > 0)
    if (deed.form) await ana.submits(deed.form.values)
    expect((await bot.ended).signal).toBe('SIGKILL')
    await startAgain(world)
    await quiet()

    const [entries = []] = await timelines(record)
    expect(entries.filter((one) => one.event.type === event)).toHaveLength(1)
    const marks = marksOf(botPosts(world, room))
    expect(marks).toEqual([...new Set(marks)])
    expect(marks.length).toBeGreaterThanOrEqual(before.length)
    if (when === 'before')
      expect(await readFile(path.join(folder, 'postmortems/INC-1.md'), 'utf8')).toContain('A power failure')
    expect(await auditOf(record)).toMatchObject({ code: 0 })
  })

  test('a handoff', async (context) => {
    const world = await startProcessWorld(context)
    const { ana, quiet, until } = world
    const { bot, arm } = await launchToKill(world, { commit: 'handoff-1', when: 'after' })
    await ana.says('/handoff @bob')
    await until(() => ana.puppet.modals().length > 0)
    await arm()
    await ana.submits({ notes: 'All is calm' })
    expect((await bot.ended).signal).toBe('SIGKILL')
    await startAgain(world)
    await quiet()
    expect(marksOf(botPosts(world, 'shift-handoff'))).toEqual(['handoff-1/post'])
  })

  test.for(everywhere ? ['gap-found', 'failed'] : ['failed'])(
    'what Slack lacks is said (%s)',
    async (commit, context) => {
      const world = await startProcessWorld(context)
      const { ana, quiet, record, practice } = world
      practice.faults.slack.order({ call: 'pins.add', fault: { kind: 'error', error: 'missing_scope' } })
      const { bot, arm } = await launchToKill(world, { commit, when: 'after' })
      await arm()
      await ana.says('/incident p0 nqba Dynex is down')
      expect((await bot.ended).signal).toBe('SIGKILL')
      await startAgain(world)
      await quiet()
      const gaps = (await timelines(record)).flat().filter(({ event }) => event.type === 'gap-found')
      expect(gaps).toHaveLength(1)
      expect(ana.sees(room)).toContain('pins.add needs the scope')
    },
  )
})
