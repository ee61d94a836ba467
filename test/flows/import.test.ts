import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isSlackAddress } from '../../src/slack/chat/slack-address.ts'
import { startWorld, type World } from '../support/world.ts'

const runbook = `# Cache Runbook

## Cache is full

### Diagnosis

1. Look at the pods

\`\`\`bash
kubectl get pods -n cache
\`\`\`

### Mitigation

1. Tell support that answers are slow
2. Drop old keys by hand
`

type Person = World['ana']

async function asks(who: Person): Promise<void> {
  await who.home()
  await who.does((puppet) => puppet.click({ home: true }, 'Import a runbook'))
}

const chosen = (who: Person, name: string, content: string | Uint8Array) => who.puppet.choose(name, content)

/** What came with each message of the person's direct messages. */
const filesOf = ({ puppet }: Person) =>
  puppet
    .channels()
    .filter(({ kind }) => kind === 'im')
    .flatMap(({ id }) => puppet.messages(id))
    .map((message) => puppet.files(message))
    .filter(({ length }) => length > 0)

const lately = (world: World, who: Person, words: string) => world.until(() => who.hears().includes(words))

test('Ana imports a runbook on the Home tab and gets the draft and the report, once', async () => {
  const world = await startWorld()
  const { ana } = world
  await asks(ana)
  const [file = ''] = await chosen(ana, 'cache-runbook.md', runbook)
  expect(await ana.submits({ runbook: [file] })).toContain('I am reading cache-runbook.md')
  await lately(world, ana, 'The draft of cache-runbook.md is ready')
  expect(ana.hears()).toContain('1 playbook and 0 checklists for cache, with 1 check and 3 steps for people.')
  expect(ana.hears()).toContain('10 of 10 lines encoded, none left over.')
  expect(ana.hears()).not.toMatch(/ {2,}|\d %/)
  expect(ana.hears()).toContain('muster lint')

  const [answer = [], ...others] = filesOf(ana)
  expect(others).toEqual([])
  expect(answer.map(({ name }) => name)).toEqual(['cache-drafts.txt', 'cache-report.txt'])
  expect(answer[0]?.text).toContain('# --- playbooks/cache/service.yml\n')
  expect(answer[0]?.text).toContain('Drop old keys by hand')
  expect(answer[1]?.text).toContain('none left over')

  const database = await Promise.all(
    (await readdir(world.folder))
      .filter((name) => name.startsWith('muster.db'))
      .map((name) => readFile(path.join(world.folder, name), 'latin1')),
  )
  expect(database.join('')).toContain('cache-runbook.md')
  expect(database.join('')).not.toContain('Drop old keys')
})

test.for([
  ['the download', 'files.info', { kind: 'drop' }],
  ['the upload', 'files.getUploadURLExternal', { kind: 'status', status: 500 }],
  ['the answer, before Slack has it,', 'files.completeUploadExternal', { kind: 'drop' }],
  ['the answer, after Slack has it,', 'files.completeUploadExternal', { kind: 'drop-after' }],
] as const)('where %s breaks off, Ana gets her draft once all the same', async ([, call, fault]) => {
  const world = await startWorld()
  const { ana } = world
  world.practice.faults.slack.order({ call, fault, times: 1 })
  await asks(ana)
  await ana.submits({ runbook: await chosen(ana, 'cache-runbook.md', runbook) })
  await world.restart()
  await lately(world, ana, 'The draft of cache-runbook.md is ready')
  await world.pass(60_000, 1000)
  expect(filesOf(ana)).toHaveLength(1)
})

test('what is no runbook is refused in words: in the form where it shows, else in direct messages', async () => {
  const world = await startWorld()
  const { ana } = world
  await asks(ana)
  const [empty = ''] = await chosen(ana, 'empty.md', '')
  const [large = ''] = await chosen(ana, 'large.md', new Uint8Array(5_000_001).fill(65))
  const [picture = ''] = await chosen(ana, 'picture.md', Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0))
  const [good = ''] = await chosen(ana, 'good.md', runbook)
  expect(await ana.submitsInVain({ runbook: [empty] })).toContain('This file is empty')
  expect(await ana.submitsInVain({ runbook: [large] })).toContain('larger than 5 MB')
  expect(await ana.submitsInVain({ runbook: [good], service: 'My Service' })).toContain('small letters')
  await ana.submits({ runbook: [picture] })
  await lately(world, ana, 'No draft of picture.md. This is no text')
  expect(filesOf(ana)).toEqual([])
})

test('somebody without a role imports nothing', async () => {
  const world = await startWorld()
  const { workspace } = world.practice
  workspace.putPerson({ id: 'U0FINN', name: 'finn', realName: 'Finn Fox', email: 'finn@x.example' })
  const stranger = world.person('finn')
  await asks(stranger)
  expect(stranger.puppet.modals()).toEqual([])
  expect(stranger.hears()).toContain('you need a role')
})

test('where Slack does not grant the scope, the answer says which to add', async () => {
  const world = await startWorld({ manifest: without('files:write') })
  await asks(world.ana)
  expect(world.ana.puppet.modals()).toEqual([])
  expect(world.ana.hears()).toMatch(/needs the scope files:write .*OAuth/)
})

test('the token goes to Slack’s own addresses only', () => {
  const own = ['https://files.slack.com/files-pri/T1-F1/a.md', 'https://slack.example:1/files']
  expect(own.map((one) => isSlackAddress(one, 'https://slack.example:1/api/'))).toEqual([true, true])
  for (const foreign of [
    'http://files.slack.com/a',
    'https://slack.com.evil.example/a',
    'https://evilslack.com/a',
    'https://drive.example.com/a',
    'no address',
  ])
    expect(isSlackAddress(foreign, undefined)).toBe(false)
})

const without = (scope: string) => (manifest: unknown) =>
  JSON.parse(JSON.stringify(manifest).replace(`"${scope}",`, ''))
