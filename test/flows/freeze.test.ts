import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const breach = `
title: Somebody has broken in
declare: [p0, p1]
freeze:
  targets: [nqba-api, nqba-config]
  because: Evidence of a break-in is kept
phases:
  - name: Contain
    steps:
      - do: Take copies of the logs
`

test('while a break-in is looked into, nobody changes what holds its traces, until security allows it', async () => {
  const own = await ownPlaybooks({
    'nqba/break-in.yml': () => breach,
    'organization.yml': (text) => text.replace('[manager, security]', '[manager, responder, security]'),
  })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p0 nqba Somebody has broken into the gateway')
  await world.ana.says('/incident run break-in', { in: room })
  await world.settle()
  expect(world.ana.sees(room)).toContain('Evidence of a break-in is kept')

  expect(world.ana.heads(room).filter((head) => head.includes('froze nqba-api, nqba-config'))).toHaveLength(1)
  // Security was brought in by the freeze, once for both targets.
  expect((await world.story()).filter((type) => type === 'responders-invited')).toHaveLength(2)
  for (const who of [world.ana, world.dora]) {
    const said = await who.says('/incident fix restart nqba-api', { in: room })
    expect(said).toContain('Evidence of a break-in is kept')
    expect(said).toContain('Only security lets it go')
  }
  await world.ana.says('/incident fix rollback nqba-api', { in: room })
  expect((await world.incident()).remediations).toEqual([])
  expect(await world.chen.says('/incident unlock nqba-api', { in: room })).toContain('role security')

  await world.dora.says('/incident unlock nqba-api', { in: room })
  await world.ana.says('/incident fix restart nqba-api', { in: room })
  expect((await world.incident()).remediations).toHaveLength(1)
})

test('all that a playbook froze is let go with one word, by security alone, and said once', async () => {
  const own = await ownPlaybooks({ 'nqba/break-in.yml': () => breach })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p1 nqba Somebody is inside')
  expect(await world.ana.says('/incident unlock all', { in: room })).toContain('nothing is frozen here')
  await world.ana.says('/incident run break-in', { in: room })
  expect(await world.ana.says('/incident unlock all', { in: room })).toContain('role security')
  expect(await world.dora.says('/incident unlock all', { in: room })).toContain('nqba-config')
  expect(world.ana.heads(room).filter((head) => head.includes('let nqba-api, nqba-config go'))).toHaveLength(
    1,
  )
  expect(await world.ana.says('/incident fix restart nqba-api', { in: room })).toBe('')
})

test('resolving the incident does not let the evidence go', async () => {
  const own = await ownPlaybooks({ 'nqba/break-in.yml': () => breach })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p1 nqba Somebody is inside')
  await world.ana.says('/incident run break-in', { in: room })
  await world.ana.says('/incident resolve Nobody was there', { in: room })
  expect((await world.incident()).status).toBe('resolved')
  const other = await world.declares('p1 nqba Slow again', world.bob)
  expect(await world.bob.says('/incident fix restart nqba-api', { in: other })).toContain(
    'Evidence of a break-in',
  )
})

test('what runs just then does not keep the evidence from being kept', async () => {
  const own = await ownPlaybooks({ 'nqba/break-in.yml': () => breach })
  const world = await startWorld({ playbooks: own.folder })
  const room = await world.declares('p2 nqba Results come late')
  await world.eli.says('/incident fix scale nqba-api replicas=5', { in: room })
  await world.chen.presses('Approve', { in: room })
  const other = await world.declares('p1 nqba Somebody is inside', world.bob)
  await world.bob.says('/incident run break-in', { in: other })
  expect((await world.incident('INC-2')).locks).toHaveLength(2)
})

test('a command that touches what is frozen is kept from running as well', async () => {
  const own = await ownPlaybooks({
    'nqba/break-in.yml': () => breach,
    'nqba/service.yml': (text) =>
      text.replace(
        /^commands:\n/m,
        `commands:
  - name: tidy-api
    summary: Tidy the API up
    changes: temporary files → gone
    run: [/bin/echo, tidy]
    touches: [nqba-api]
`,
      ),
  })
  const world = await startWorld({ playbooks: own.folder, programs: ['/bin/echo'] })
  const room = await world.declares('p1 nqba Somebody is inside')
  await world.ana.says('/incident run break-in', { in: room })
  const said = await world.ana.says('/incident fix run-command tidy-api', { in: room })
  expect(said).toContain('Evidence of a break-in is kept')
  expect((await world.incident()).remediations).toEqual([])
})
