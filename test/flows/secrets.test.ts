import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const pem = ['MIIEowIBAAKCAQEAcanaryKEYbody0001', 'q7CANARYkeyBODY0002c3RpbGwgc2VjcmV0']
/** As they are written; `canaries` is what must be nowhere. */
const written = {
  aws: 'AKIACANARYCANARY0001',
  bearer: 'Authorization: Bearer canary-bearer-0123456789abcdef',
  url: 'postgres://nqba:canary-pass-word-77@db.internal:5432/jobs',
  key: `-----BEGIN RSA PRIVATE KEY-----\n${pem.join('\n')}\n-----END RSA PRIVATE KEY-----`,
}
const canaries = ['AKIACANARYCANARY0001', 'canary-bearer-0123456789abcdef', 'canary-pass-word-77', ...pem]
const lines = Object.values(written).flatMap((one) => one.split('\n'))

const playbook = `
title: Leaky
declare: [p1]
phases:
  - name: Look
    within: 5m
    steps:
      - check: logs
        title: What do the workers say?
        with: { selector: component=worker, match: "." }
      - check: config
        title: What is set?
        with: { configmap: nqba-config }
      - fix: set-config
        title: Smaller batches
        with: { configmap: nqba-config, set: { QUANTUM_BATCH_SIZE: "5" } }
        verify: { logs: { selector: component=worker, match: ".", within: 2m } }
`

const commands = `  - name: leak
    summary: Say all there is
    changes: "secrets: kept → told"
    run: [/bin/cat, LEAKY]
    verify: [/bin/cat, LEAKY]
  - name: repeat
    summary: Say it again
    changes: "words: said → said again"
    run: [/bin/echo, "{words}"]
    parameters: { words: { kind: text, pattern: "\\\\w+" } }
`

/** Everything that Slack showed to anybody, the record's bytes, post-mortems and the log, at this moment. */
async function everything(world: World): Promise<string> {
  const people = [world.ana, world.bob, world.chen, world.dora, world.eli].map(({ puppet }) => puppet)
  const slack = people.map((one) => [
    one.channels().map(({ id }) => [one.messages(id), one.ephemerals(id)]),
    one.modals(),
    one.home(),
  ])
  const files = (await readdir(world.folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) =>
      (await readFile(path.join(parentPath, name))).toString('latin1'),
    ),
  )
  const page = await fetch(`${world.muster.webUrl}/postmortems/1`)
  return [JSON.stringify(slack), ...texts, await page.text(), world.log()].join('\n')
}

async function leaks(world: World): Promise<string[]> {
  const all = await everything(world)
  return canaries.filter((one) => all.includes(one))
}

/** A world whose config values, pod logs and programs are full of secrets. */
async function leaky() {
  const own = await ownPlaybooks({
    'nqba/leaky.yml': () => playbook,
    'nqba/LEAKY': () => lines.join('\n'),
  })
  const leaking = commands.replaceAll('LEAKY', `${own.folder}/nqba/LEAKY`)
  await own.edit('nqba/service.yml', (text) => text.replace(/^commands:\n/m, (key) => key + leaking))
  const world = await startWorld({ playbooks: own.folder, programs: ['/bin/cat', '/bin/echo'] })
  await world.patches('configmaps/nqba-config', {
    data: { UPSTREAM: written.url, REGION_HINT: written.aws, HEADER: written.bearer, PEM: written.key },
  })
  for (const life of world.practice.cluster.world.containers.running())
    if (life.image.startsWith('nqba-worker'))
      life.runs = {
        ...life.runs,
        program: { logs: (_, __, from) => lines.map((text) => ({ at: from, text })) },
      }
  const room = await world.declares('p1 nqba Secrets are all over the place')
  return { world, room }
}

test('secrets in values that are changed are neither kept nor shown, and what is not kept is not put back', async () => {
  const { world, room } = await leaky()
  await world.eli.says(
    '/incident fix set-config nqba-config UPSTREAM=none REGION_HINT=eu HEADER=off PEM=gone',
    {
      in: room,
    },
  )
  expect(world.chen.sees(room)).toContain('UPSTREAM')
  expect(world.chen.sees(room)).toContain('[redacted]')
  expect(await leaks(world)).toEqual([])
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect(await leaks(world)).toEqual([])
  const heard = await world.eli.says('/incident undo nqba-config', { in: room })
  expect(`${heard}\n${world.eli.sees(room)}`).toContain('looked like a secret and was not kept')
  expect(await leaks(world)).toEqual([])
})

test('a secret that somebody wants to set is refused, and even what was typed is not kept', async () => {
  const { world, room } = await leaky()
  const refused = []
  for (const value of [written.aws, written.url, canaries[1]]) {
    const key = value === canaries[1] ? 'API_TOKEN' : 'UPSTREAM'
    refused.push(
      await world.eli.says(`/incident fix set-config nqba-config ${key}=${value}`, {
        in: room,
      }),
    )
  }
  expect(refused).toEqual([
    expect.stringContaining('looks like a secret'),
    expect.stringContaining('looks like a secret'),
    expect.stringContaining('looks like a secret'),
  ])
  expect((await world.incident()).remediations).toEqual([])
  expect(await leaks(world)).toEqual([])
})

test('secrets in logs that checks and verifications read stay in the logs', async () => {
  const { world, room } = await leaky()
  await world.ana.says('/incident run leaky', { in: room })
  await world.until(
    async () => (await world.story()).filter((type) => type === 'check-finished').length === 2,
  )
  expect(await leaks(world)).toEqual([])
  await world.eli.presses('step.fix', { in: room })
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await world.ana.says('/incident resolve because it is done', { in: room })
  expect(world.eli.sees(room)).toContain('[redacted]')
  expect(await leaks(world)).toEqual([])
})

test('secrets that a command writes are neither kept nor shown, not even while it runs', async () => {
  const { world, room } = await leaky()
  expect(await world.eli.says('/incident fix run-command leak', { in: room })).toBe('')
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await world.until(() => world.eli.sees(room).includes('[redacted]'))
  expect(await leaks(world)).toEqual([])
  await world.ana.says('/incident resolve', { in: room })
  await world.until(() => world.happened('postmortem-written'))
  expect(await leaks(world)).toEqual([])
})

test('a secret given to a command is refused, and even what was typed is not kept', async () => {
  const { world, room } = await leaky()
  expect(
    await world.eli.says(`/incident fix run-command repeat words=${canaries[0]}`, { in: room }),
  ).toContain('What is given for words looks like a secret')
  expect(await leaks(world)).toEqual([])
})
