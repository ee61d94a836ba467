import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

const wide = `
title: Wide
declare: [p2]
phases:
  - name: Ask
    steps:
      - ask: Which region?
        options: [${numbers(9).map((n) => `Region ${n}`)}]
  - name: Choose
    ask: What is the cause?
    branches:
${numbers(7)
  .map(
    (n) =>
      `      - when: Cause number ${n}, which is told at some length so that no button holds all of it\n        steps: [{ do: Cure ${n} }]`,
  )
  .join('\n')}
`

test('more answers and branches than fit into buttons are chosen in a form', async () => {
  const own = await ownPlaybooks({ 'nqba/wide.yml': () => wide })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p2 nqba Something odd')
  const here = { in: room }
  await world.ana.says('/incident run wide', here)
  await world.until(() => world.ana.finds(room, 'Which region?'))

  await world.ana.presses('Answer', here)
  await world.ana.submits({ answer: '7' })
  await world.until(() => world.ana.finds(room, 'What is the cause?'))
  await world.ana.presses('Choose', here)
  await world.ana.submits({ branch: '6' })

  expect(world.ana.sees(room)).toContain('Region 8')
  expect(world.ana.finds(room, 'Cure 7')).toBeDefined()
})

test('two people who plan the same step at once make one request', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const room = await world.declares('p0 nqba Dynex is down')
  await world.until(() => world.ana.finds(room, 'Route jobs to the classical solvers'))
  const heard = await Promise.all(
    [world.ana, world.bob].map((one) => one.presses('step.fix', { in: room, on: 'Route jobs' })),
  )
  expect((await world.incident()).remediations).toHaveLength(1)
  expect(heard.join()).toContain('waiting for approval')
})

test('an incident is declared from direct messages with the bot, and by the shortcut', async () => {
  const world = await startWorld()
  await world.bob.does((puppet) => puppet.act({ act: 'dm', user: world.practice.workspace.botUserId }))
  const direct = world.bob.puppet.channels().find(({ kind }) => kind === 'im')
  await world.bob.says('/incident p1 nqba Results come late', { in: direct?.id ?? '' })
  await world.until(async () => (await world.incident()).channel)
  expect(world.bob.hears()).toContain('INC-1')

  await world.dora.does((puppet) => puppet.shortcut('incident.declare'))
  await world.dora.submits({ severity: 'p2', title: 'The office printer is on fire' })
  expect((await world.incident('INC-2')).declaredBy).toBe(world.dora.id)
})

test('somebody the organisation does not know may declare and look, and change nothing', async () => {
  const world = await startWorld()
  world.practice.workspace.putPerson({
    id: 'U0NEW000009',
    name: 'newcomer',
    realName: 'New Comer',
    email: 'new@x.example',
  })
  const room = await world.declares('p1 nqba Results come late')
  const newcomer = world.person('newcomer')
  await newcomer.does((puppet) => puppet.join('general'))
  await newcomer.does((puppet) => puppet.join(room))

  expect(await newcomer.says('/incident help')).toContain('/incident ack')
  expect(await newcomer.says('/incident fix scale nqba-worker replicas=6', { in: room })).toContain(
    'role responder',
  )
  expect(await newcomer.says('/handoff')).toContain('role lead')
  await newcomer.says('/incident p2 nqba Another thing')
  expect((await world.incident('INC-2')).commander).toBe('U0NEW000009')
})

test('a handoff begins on the Home tab too, for leads', async () => {
  const world = await startWorld()
  await world.ana.home()
  await world.ana.does((puppet) => puppet.click({ home: true }, 'handoff.post'))
  expect(await world.ana.submits({ incoming: world.bob.id })).toContain('shift-handoff')
  await world.eli.home()
  await world.eli.does((puppet) => puppet.click({ home: true }, 'handoff.post'))
  expect(
    `${world.eli.puppet.modals().length > 0 ? await world.eli.submits({}) : ''}${world.eli.hears()}`,
  ).toContain('role lead')
  expect(world.ana.posts('shift-handoff')).toHaveLength(1)
})
