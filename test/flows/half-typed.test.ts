import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('a slip of the finger is answered with the nearest command, and a button that runs it', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const here = { in: room }

  const said = await world.bob.says('/incident udpate Results come *late* & slow', here)
  expect(said).toContain('Did you mean `/incident update Results come *late* &amp; slow`?')
  await world.bob.presses('command.run', here)
  expect((await world.incident()).update?.text).toBe('Results come *late* & slow')

  await world.bob.says('/incident acknowledge', here)
  await world.bob.presses('command.run', here)
  expect((await world.incident()).status).toBe('acknowledged')
  expect(await world.bob.says('/incident mitig', here)).toContain('`/incident mitigated`')

  expect(await world.bob.says('/incident frobnicate', here)).toContain('/incident help')
  expect(await world.bob.presses('command.run', here)).toContain('What you can type')
})

test('a wrong severity is told which there are', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')

  expect(await world.ana.says('/incident sev p7', { in: room })).toContain('p0, p1, p2 or p3')
  expect(await world.ana.says('/incident sev critical', { in: room })).toContain(
    '“critical” is not a severity',
  )
  expect(await world.ana.says('/incident p7 nqba Dynex is down')).toContain('p0, p1, p2 or p3')
  expect(await world.ana.says('/incident sev1 nqba Dynex is down')).toContain(
    '/incident p1 nqba Dynex is down',
  )
  await world.ana.presses('command.run', { in: 'general' })
  await world.until(async () => (await world.incident('INC-2')).channel)
  expect(await world.incident('INC-2')).toMatchObject({
    severity: 'p1',
    service: 'nqba',
    title: 'Dynex is down',
  })
})

test('a mistyped service is asked about before the runbook is missed', async () => {
  const world = await startWorld()

  const said = await world.ana.says('/incident p0 nbqa Dynex is down')
  expect(said).toContain('/incident p0 nqba Dynex is down')
  await world.ana.presses('command.run', { in: 'general' })

  expect((await world.incident()).service).toBe('nqba')
})

test('a title that only resembles a service can still be declared as it stands', async () => {
  const world = await startWorld()
  await world.ana.says('/incident p2 NBQA logo is missing')
  await world.ana.presses('As I typed it', { in: 'general' })

  expect(await world.incident()).toMatchObject({ title: 'NBQA logo is missing' })
  expect((await world.incident()).service).toBeUndefined()
})

test('a person who is not here is not made commander', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')

  expect(await world.ana.says('/incident lead @nobody', { in: room })).toContain('mention a person')
  expect(await world.ana.says('/incident lead ana', { in: room })).toContain('as in @ana')
  expect((await world.incident()).commander).toBe(world.ana.id)
})

test('commands for an incident say where to go when this is no incident’s channel', async () => {
  const world = await startWorld()
  await world.declares('p1 nqba Results come late')

  expect(await world.ana.says('/incident ack')).toContain('INC-42')
  expect(await world.ana.says('/incident ack INC-9')).toContain('There is no INC-9')
  expect(await world.ana.says('/incident ack inc-1')).toContain('You acknowledged INC-1')
})

test('unknown playbooks and remediations are answered with those there are', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const here = { in: room }

  expect(await world.ana.says('/incident run dinex-outage', here)).toContain('/incident run dynex-outage')
  await world.ana.presses('command.run', here)
  expect((await world.incident()).runs).toHaveLength(1)
  expect(await world.ana.says('/incident run dynex-outage', here)).toContain('running here already')
  expect(await world.ana.says('/incident run zzzzzz', here)).toContain('`/incident run` lists them')

  expect(await world.ana.says('/incident fix scael nqba-worker replicas=6', here)).toContain(
    '/incident fix scale nqba-worker replicas=6',
  )
  await world.ana.presses('command.run', here)
  expect((await world.incident()).remediations).toHaveLength(1)
  expect(await world.ana.says('/incident fix scale nqba-worker', here)).toContain('replicas')
  expect(await world.ana.says('/incident fix scale nowhere replicas=6', here)).toContain('nowhere')
})

test('words that lack something show the form to type', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  expect(await world.ana.says('/incident ack please now', { in: room })).toContain('more than this takes')
  expect(await world.ana.says('/incident p0')).toBe('')
  expect(world.ana.form()).toContain('Declare an incident')
})

test('a fix that lacks something says what, in words to type', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  const fix = (words: string) => world.bob.says(`/incident fix ${words}`, { in: room })

  expect(await fix('scale')).toContain('say which deployment, one of nqba-api')
  expect(await fix('scale nqba-worker replicas=six')).toContain('“replicas=six” is not what scale takes')
  expect(await fix('flush-cache')).toContain('one of results')
  expect(await fix('flush-cache resuls')).toContain('resuls is not a cache')
  expect(await fix('fallback-toggle nqba-config')).toContain('QUANTUM_FALLBACK_ENABLED=true')
  expect(await fix('rollback nqba-api nqba-worker')).toContain('does not take “nqba-worker”')
  expect(await fix('rollback nqba-api colour=red')).toContain('does not take “colour”')
  expect(await fix('explode nqba-api')).toContain('rollback, restart, scale')
  expect((await world.incident()).remediations).toEqual([])

  expect(await fix('scale nqba-worker 6')).toBe('')
  expect(await fix('rollback nqba-api 2')).toBe('')
  expect(await fix('fallback-toggle nqba-config QUANTUM_FALLBACK_ENABLED=true restart=nqba-ipfs')).toBe('')
  expect((await world.incident()).remediations.map(({ input }) => input)).toEqual([
    { deployment: 'nqba-worker', replicas: 6 },
    { deployment: 'nqba-api', to: 2 },
    { configmap: 'nqba-config', set: { QUANTUM_FALLBACK_ENABLED: 'true' }, restart: ['nqba-ipfs'] },
  ])
})

test('an incident named before the command is understood', async () => {
  const world = await startWorld()
  await world.declares('p1 nqba Results come late')
  expect(await world.dora.says('/incident INC-1')).toContain('`/incident status INC-1`')
  expect(await world.dora.presses('command.run', { in: 'general' })).toContain('Results come late')
  expect(await world.dora.says('/incident inc-1 ack')).toContain('`/incident ack INC-1`')
  expect(await world.dora.says('/incident p1: nqba Dynex is down')).toContain(
    '`/incident p1 nqba Dynex is down`',
  )
})
