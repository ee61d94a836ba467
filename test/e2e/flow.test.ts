import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { freePort } from '../support/process-http.ts'
import { auditOf, timelines } from '../support/process-record.ts'
import { startProcessWorld } from '../support/process-world.ts'
import { textOf } from '../support/text-of.ts'

const kubectl = '/usr/bin/kubectl'
const room = 'inc-1-dynex-is-down'

test('a bot of its own, told where Slack and the cluster are, goes from the first word to the handoff', {
  timeout: 60_000,
}, async (context) => {
  const world = await startProcessWorld(context, { scenario: 'dynex-outage' })
  const { practice, launch, quiet, until, folder, record } = world
  const ana = new Person('ana', practice.workspace, quiet)
  const bob = new Person('bob', practice.workspace, quiet)
  const ask = async (...words: string[]) => {
    const config = ['--kubeconfig', practice.cluster.kubeconfigPath, '-n', 'nqba-platform']
    const env = { ...process.env, KUBECACHEDIR: folder }
    const { stdout } = await promisify(execFile)(kubectl, [...config, ...words], { env, timeout: 15_000 })
    return stdout
  }
  const bot = launch()
  expect(await bot.ready, bot.log()).toBeDefined()

  const told = await ana.says('/incident p0 nqba Dynex is down')
  const { id, members, pins } = ana.puppet.channel(room)
  expect(told).toContain(`<#${id}>`)
  expect(members).toEqual(expect.arrayContaining([ana.id, bob.id]))
  expect(pins.map(({ ts }) => ts)).toEqual([ana.posts(room)[0]?.ts])
  expect(ana.finds('incidents', 'Dynex is down')).toBeDefined()
  expect(ana.finds(room, '503')).toBeDefined()

  const before = existsSync(kubectl) && (await ask('get', 'pods', '-l', 'component=worker', '-o', 'name'))
  await ana.presses('incident.ack', { in: room })
  await ana.presses('step.fix', { in: room })
  expect(await ana.presses('remediation.approve', { in: room })).toContain('somebody else')
  expect(await bob.presses('remediation.approve', { in: room })).toBe('')
  expect(textOf(ana.finds(room, 'Route jobs') ?? {})).toContain('Verified')
  if (before) {
    const config = await ask('get', 'configmap', 'nqba-config', '-o', 'yaml')
    expect(config).toContain('FALLBACK_SOLVER: classical')
    expect(config).toContain('QUANTUM_FALLBACK_ENABLED: "true"')
    await until(async () => {
      const after = await ask('get', 'pods', '-l', 'component=worker', '-o', 'name')
      return after.split('\n').every((pod) => pod === '' || !before.includes(pod))
    })
  }

  await ana.presses('incident.mitigated', { in: room })
  await ana.says('/incident resolve Dynex had a power failure', { in: room })
  await ana.submits({ 'settle.0.inc-1-fix-1': 'keep' })
  const draft = await readFile(path.join(folder, 'postmortems/INC-1.md'), 'utf8')
  expect(draft).toContain('Dynex had a power failure')
  expect(draft).toContain('QUANTUM_FALLBACK_ENABLED')
  const announced = await until(() => ana.finds(room, 'post-mortem draft'))
  const link = /"url":"([^"]+)"/.exec(JSON.stringify(announced.blocks))?.[1] ?? ''
  expect(await (await fetch(link)).text()).toContain('Dynex had a power failure')

  await ana.says('/handoff @bob')
  await ana.submits({ notes: 'The fallback is still on' })
  await bob.presses('handoff.accept', { in: 'shift-handoff' })
  expect(ana.sees('shift-handoff')).toContain('The fallback is still on')
  expect(ana.sees('shift-handoff')).toContain(`Accepted by <@${bob.id}>`)

  bot.signal('SIGTERM')
  expect(await bot.ended).toEqual({ code: 0, signal: null, says: '' })
  expect(await auditOf(record)).toMatchObject({ code: 0 })
})

test('over HTTP the same bot hears signed requests, and nothing else', {
  timeout: 60_000,
}, async (context) => {
  const requestUrl = `http://127.0.0.1:${await freePort()}/slack/events`
  const world = await startProcessWorld(context, { requestUrl })
  const { practice, launch, quiet, folder, record } = world
  const ana = new Person('ana', practice.workspace, quiet)
  const bot = launch()
  expect(await bot.ready, bot.log()).toBeDefined()

  await ana.says('/incident p2 nqba Results come late')
  const late = 'inc-1-results-come-late'
  await ana.presses('incident.ack', { in: late })
  await ana.presses('incident.update', { in: late })
  await ana.submits({ text: 'We look into the queue' })
  expect(ana.finds('incidents', 'We look into the queue')).toBeDefined()
  const events = (await timelines(record)).flat().length
  const forged = new URLSearchParams({ command: '/incident', text: 'resolve', user_id: ana.id })
  expect((await fetch(requestUrl, { method: 'POST', body: forged })).status).toBe(401)
  expect((await timelines(record)).flat()).toHaveLength(events)
  await ana.says('/incident resolve The queue was stuck', { in: late })
  expect(await readFile(path.join(folder, 'postmortems/INC-1.md'), 'utf8')).toContain('The queue was stuck')

  bot.signal('SIGTERM')
  expect(await bot.ended).toEqual({ code: 0, signal: null, says: '' })
})
