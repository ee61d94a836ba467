import { expect, test } from 'vitest'
import { startDrill } from './support/drill.ts'

test('a playbook is walked to its end: phases move on by themselves, and the last one ends the run', async () => {
  const { world, room, run } = await startDrill()
  const { ana, bob } = world
  expect((await run()).steps['0.0']?.status).toBe('passed')

  await bob.presses('Done', { in: room, on: 'Call the vendor' })
  expect(await ana.presses('Everybody', { in: room })).toBe('')
  await ana.presses('Tell stakeholders', { in: room })
  expect(ana.form()).toContain('We are looking into it.')
  await ana.submits({ text: 'We are on it, news at nine.' })
  expect(ana.finds(room, 'news at nine')).toBeDefined()
  expect(
    ana
      .posts('incidents')
      .map(({ blocks }) => JSON.stringify(blocks))
      .join(),
  ).toContain('news at nine')

  await world.until(() => ana.finds(room, 'What is the cause?'))
  expect((await run()).phase).toBe(1)
  await bob.presses('Our network', { in: room })
  expect(ana.finds(room, 'What is the cause?')).toBeDefined()
  await bob.presses('Done', { in: room, on: 'Look at the firewall' })
  await world.until(() => ana.finds(room, 'Say thank you'))
  await bob.presses('Done', { in: room, on: 'Say thank you' })

  expect((await run()).endedAt).toBeDefined()
  const story = await world.timeline()
  expect(story.find(({ event }) => event.type === 'run-finished')?.actor).toBe('muster')
  expect(story.find(({ event }) => event.type === 'step-done')?.actor).toBe(bob.id)
  const before = story.length
  expect(ana.maySee('Done', { in: room })).toBe(false)
  expect((await world.timeline()).length).toBe(before)
})

test('a step that leads to another playbook starts it, once, and is done with that', async () => {
  const { world, room, run } = await startDrill()
  const { ana, bob } = world
  await ana.presses('Next phase', { in: room })
  await ana.presses('The vendor', { in: room })
  const step = { in: room, on: 'Go on where jobs are late' }
  // A button, though an earlier step is still open: not behind its menu.
  expect(JSON.stringify(ana.finds(room, 'Go on where jobs are late')?.blocks)).toMatch(
    /"type":"button"[^}]*"action_id":"step\.start/,
  )
  await Promise.all([ana.presses('Start the playbook', step), bob.presses('Start the playbook', step)])

  const { runs } = await world.incident()
  expect(runs.map(({ playbook }) => playbook)).toEqual(['nqba/drill', 'nqba/delayed-jobs'])
  expect((await run()).steps['1.b0.1']).toMatchObject({ status: 'done' })
  expect(ana.sees(room)).toContain('“Delayed jobs” has begun')
})

test('steps are skipped with a reason, given to somebody, and added', async () => {
  const { world, room, run } = await startDrill()
  const { ana, bob } = world

  await ana.presses('Assign', { in: room, on: 'Call the vendor' })
  await ana.submits({ person: bob.id })
  expect(ana.sees(room)).toContain(`Call the vendor* · <@${bob.id}>`)
  expect(await bob.home()).toContain('Call the vendor')

  await ana.presses('Skip, with a reason', { in: room, on: 'Call the vendor' })
  expect(await ana.submitsInVain({ reason: ' ' })).not.toBe('')
  await ana.submits({ reason: 'They called us' })
  expect(ana.sees(room)).toContain('skipped: They called us')

  await ana.presses('Add a step', { in: room })
  await ana.submits({ title: 'Look at the <!channel> dashboard' })
  expect(ana.sees(room)).toContain('Look at the &lt;!channel&gt; dashboard')
  await bob.presses('Done', { in: room, on: 'dashboard' })
  expect((await run()).steps['0.x0']).toMatchObject({ status: 'done', by: bob.id })
})

test('two people who press Done at once do it once, and the other is told who was first', async () => {
  const { world, room } = await startDrill()
  const heard = await Promise.all(
    [world.ana, world.bob].map((one) => one.presses('Done', { in: room, on: 'Call the vendor' })),
  )
  expect((await world.story()).filter((type) => type === 'step-done')).toHaveLength(1)
  expect(heard.filter((words) => /is done already by <@U0(ANA|BOB)/.test(words))).toHaveLength(1)
})

test('two people who press Next phase at once go on by one phase', async () => {
  const { world, room, run } = await startDrill()
  const heard = await Promise.all(
    [world.ana, world.bob].map((one) => one.presses('Next phase', { in: room })),
  )
  expect((await run()).phase).toBe(1)
  expect(heard.join()).toContain('“Cure” has begun already')
})

test('a check that failed settles its step, and is run again when things look better', async () => {
  const { world, room, run } = await startDrill({ scenario: 'dynex-outage' })
  expect((await run()).steps['0.0']?.status).toBe('failed')
  await world.until(() => world.ana.finds(room, 'Run again'))
  await world.practice.scenarios.set('dynex-outage', false)

  await world.bob.presses('Run again', { in: room, on: 'Does Dynex answer' })
  await world.until(async () => (await run()).steps['0.0']?.status === 'passed')
  const started = (await world.timeline()).filter(({ event }) => event.type === 'check-started')
  expect(started.map(({ actor }) => actor)).toEqual(['muster', world.bob.id])
})

test('steps left open can be done after the phase has moved on', async () => {
  const { world, room, run } = await startDrill()
  await world.ana.presses('Next phase', { in: room })
  await world.until(() => world.ana.finds(room, 'What is the cause?'))
  await world.ana.presses('The vendor', { in: room })
  await world.ana.presses('Next phase', { in: room })
  await world.until(() => world.ana.finds(room, 'Say thank you'))
  expect((await run()).phase).toBe(2)
  expect((await run()).steps['0.1']).toBeUndefined()

  await world.ana.presses('Finish playbook', { in: room })
  expect((await run()).endedAt).toBeDefined()
  expect(await world.ana.says('/incident run drill', { in: room })).toBe('')
  expect((await world.incident()).runs).toHaveLength(2)
})

test('a run keeps the playbook it began with, whatever becomes of the file', async () => {
  const { world, room, own, run } = await startDrill()
  const digest = (await run()).digest

  await own.edit('nqba/drill.yml', (text) => text.replace('Call the vendor', 'Write to the vendor'))
  await world.muster.core.library.reload()
  await world.bob.presses('Done', { in: room, on: 'Call the vendor' })
  expect(world.ana.sees(room)).not.toContain('Write to the vendor')
  expect((await run()).digest).toBe(digest)

  await own.edit('nqba/drill.yml', (text) => text.replace('title: Drill', 'title: [Drill'))
  await world.muster.core.library.reload()
  expect(world.log()).toContain('drill.yml')
  expect(world.muster.core.library.problems()).toMatchObject([{ file: 'nqba/drill.yml', kept: true }])
  const second = await world.declares('p2 nqba Something else', world.bob)
  await world.bob.says('/incident run drill', { in: second })
  await world.until(() => world.bob.finds(second, 'Write to the vendor'))

  await world.restart()
  await world.bob.presses('Everybody', { in: room })
  expect((await run()).steps['0.2']?.status).toBe('done')
})

test('a playbook of a thousand steps is laid out, paged and walked', async () => {
  const { world, own } = await startDrill()
  const steps = Array.from({ length: 1000 }, (_, n) => `      - do: Step number ${n + 1}`).join('\n')
  await own.edit(
    'nqba/long.yml',
    () => `title: Long\ndeclare: [p3]\nphases:\n  - name: All\n    steps:\n${steps}\n`,
  )
  await world.muster.core.library.reload()
  const room = await world.declares('p3 nqba Everything odd')
  await world.ana.says('/incident run long', { in: room })
  await world.until(() => world.ana.finds(room, 'Step number 1'))

  await world.ana.presses('Done', { in: room, on: 'Step number 1' })
  expect(world.ana.sees(room)).toContain('1 done, 999 open')
  expect(await world.ana.presses('All 1000 steps', { in: room })).toContain('Page 1 of 125')
  await world.ana.presses('On', { in: room })
  expect(world.ana.hears()).toContain('Page 2 of 125')
  await world.ana.presses('Done', { in: room, on: 'Step number 12' })

  expect((await world.incident('INC-2')).runs[0]?.steps['0.11']?.status).toBe('done')
  expect(world.log()).not.toContain('"level":"error"')
})

test('nothing of a run moves any more once the incident is closed', async () => {
  const { world, room } = await startDrill()
  const phase = world.ana.finds(room, 'Call the vendor')
  await world.ana.says('/incident resolve', { in: room })
  await world.until(() => world.happened('postmortem-written'))
  await world.ana.says('/incident close', { in: room })
  expect(phase && world.ana.maySee('Done', { in: room })).toBe(false)
  const before = await world.story()
  expect(before.at(-1)).toBe('closed')
})
