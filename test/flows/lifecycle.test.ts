import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('an incident is moved along by words, from acknowledged to closed', async () => {
  const world = await startWorld()
  const { ana, bob, incident } = world
  const room = await world.declares('p1 nqba Results come late')
  const here = { in: room }

  expect(await bob.says('/incident ack', here)).toContain('You acknowledged INC-1')
  expect(await ana.says('/incident ack', here)).toContain('INC-1 is acknowledged already')
  await bob.says('/incident update Results come *two* hours late', here)
  expect(ana.finds(room, 'two* hours late')).toBeDefined()
  await bob.says('/incident sev p2', here)
  expect(ana.sees(room)).toContain('P1 → ')
  expect(await bob.says('/incident sev p2', here)).toContain('INC-1 is P2 already')
  expect(await bob.says('/incident lead @chen', here)).toContain('has command of INC-1')
  expect(await bob.says('/incident note The vendor says one hour', here)).toContain('on the timeline')
  expect(await bob.says('/incident mitigated', here)).toContain('INC-1 is mitigated')
  await bob.says('/incident resolve The queue was full', here)
  expect(await bob.says('/incident update Late words', here)).toBe('')
  expect(await bob.says('/incident sev p1', here)).toContain('reopen')
  expect(await bob.says('/incident reopen', here)).toContain('INC-1 is open again')
  expect(await bob.says('/incident close', here)).toContain('Resolve INC-1 first')
  await bob.says('/incident resolve', here)
  expect(await bob.says('/incident close', here)).toContain('INC-1 is closed')
  for (const words of [
    'ack',
    'update x',
    'sev p0',
    'lead @ana',
    'note x',
    'mitigated',
    'resolve',
    'reopen',
    'close',
  ])
    expect(await bob.says(`/incident ${words}`, here), words).toMatch(/INC-1 is (past that|closed)/)

  const after = await incident()
  expect(after).toMatchObject({
    status: 'closed',
    severity: 'p2',
    commander: world.chen.id,
    cause: 'The queue was full',
  })
  expect((await world.story()).at(-1)).toBe('closed')
})

test('the same by the buttons of the card, with forms where words are needed', async () => {
  const world = await startWorld()
  const { ana, bob, incident } = world
  const room = await world.declares('p1 nqba Results come late')
  const here = { in: room }

  await bob.presses('Acknowledge', here)
  await bob.presses('Update', here)
  expect(await bob.submitsInVain({ text: '  ' })).not.toBe('')
  await bob.submits({ text: 'We are on it' })
  await bob.presses('Change the severity', here)
  await bob.submits({ severity: 'p0' })
  await bob.presses('Add a note', here)
  expect(await bob.submits({ text: 'Chen saw it first' })).toContain('on the timeline')
  await ana.presses('Hand over command', here)
  await ana.submits({ person: bob.id })
  await bob.presses('Mitigated', here)
  expect(await ana.presses('Resolve', here)).toContain('Only the commander')
  await bob.presses('Resolve', here)
  await bob.submits({ cause: 'A full disk' })
  await bob.presses('incident.reopen', here)
  await bob.says('/incident resolve', here)
  await bob.presses('Add an action item', here)
  expect(await bob.submits({ text: 'Watch the disk', assignee: ana.id, due: '2026-12-01' })).toContain(
    'post-mortem',
  )
  await bob.presses('Close', here)

  expect(await incident()).toMatchObject({ status: 'closed', severity: 'p0', commander: bob.id })
  expect((await incident()).actionItems).toMatchObject([
    { text: 'Watch the disk', assignee: ana.id, due: '2026-12-01' },
  ])
  expect(await world.muster.core.pages.read('postmortems/INC-1.md')).toContain('Watch the disk')
})

test('commands without their words open the form for them', async () => {
  const world = await startWorld()
  const { ana } = world
  const room = await world.declares('p2 nqba Results come late')
  for (const [words, title] of [
    ['update', 'Give an update'],
    ['sev', 'Change the severity'],
    ['lead', 'Hand over command'],
    ['note', 'Add a note'],
    ['run', 'Run a playbook'],
    ['fix', 'Fix something'],
  ] as const) {
    await ana.says(`/incident ${words}`, { in: room })
    expect(ana.form(), words).toContain(title)
    await ana.does((puppet) => puppet.closeModal())
  }
})

test('a bare /incident opens the form, which says what is missing and leads to the room', async () => {
  const world = await startWorld()
  const { ana, incident } = world

  await ana.says('/incident')
  expect(await ana.submitsInVain({ severity: 'p0', title: '' })).not.toBe('')
  expect(await ana.submitsInVain({ severity: 'p0', title: '  x ' })).toContain('three letters')
  await ana.submits({ severity: 'p0', service: 'nqba', title: 'Dynex is down' })
  const room = (await world.until(async () => (await incident()).channel))?.id

  await world.settle()
  expect(ana.hears()).toContain(`<#${room}>`)
  expect(await incident()).toMatchObject({ severity: 'p0', service: 'nqba', title: 'Dynex is down' })
})

test('a P0 is resolved by its commander alone; whoever takes command first may', async () => {
  const world = await startWorld()
  const room = await world.declares('p0 nqba Dynex is down')

  expect(await world.bob.says('/incident resolve', { in: room })).toContain(
    `Only the commander, <@${world.ana.id}>`,
  )
  await world.bob.says('/incident lead @bob', { in: room })
  await world.bob.says('/incident resolve Power failure', { in: room })

  expect((await world.incident()).status).toBe('resolved')
})

test('what waited for approval is withdrawn when the incident is resolved', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect((await world.incident()).remediations[0]?.state).toBe('planned')

  await world.ana.says('/incident resolve It went away', { in: room })

  expect((await world.incident()).remediations[0]?.state).toBe('rejected')
  expect(world.ana.maySee('Approve', { in: room })).toBe(false)
})
