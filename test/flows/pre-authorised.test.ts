import { expect, test } from 'vitest'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

/** NQBA's rules for each severity, and these instead of its exceptions. */
async function startWith(rules: string): Promise<{ world: World; room: string }> {
  const own = await ownPlaybooks({
    'nqba/service.yml': (text) => text.replace(/^(approvals:\n(?: {2}p\d.*\n)+)(?: {2}.*\n)*/m, `$1${rules}`),
  })
  const world = await startWorld({ playbooks: own.folder })
  return { world, room: await world.declares('p1 nqba Results come late') }
}

const window = (days: string, from: string, to: string) => `  exceptions:
    - because: Low risk on the workers is agreed for the night of the move
      when: { risks: [low], targets: [nqba-worker], during: { days: [${days}], from: "${from}", to: "${to}" } }
      count: 0
`

test('in a maintenance window a low-risk fix of the named target needs no approval, and says why', async () => {
  // It is Tuesday, ten past three in the morning in Berlin.
  const { world, room } = await startWith(window('mon', '22:00', '06:00'))
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  expect(world.ana.sees(room)).toContain('agreed for the night of the move')
  await world.eli.presses('Run it', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect(world.ana.sees(room)).toContain('agreed for the night of the move')
  expect((await world.incident()).remediations[0]?.approvals).toEqual([])
})

test('outside of it, and for what it does not name, the rule of the severity holds', async () => {
  const { world, room } = await startWith(window('tue', '22:00', '06:00'))
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await world.eli.says('/incident fix scale nqba-api replicas=6', { in: room })
  await world.settle()
  expect((await world.incident()).remediations.map(({ state }) => state)).toEqual(['planned', 'planned'])
})

test('where a target asks for two, two approve, and one of them twice does not count', async () => {
  const { world, room } = await startWith(`  exceptions:
    - because: Two pairs of eyes for what customers see
      when: { targets: [nqba-api] }
      count: 2
      roles: [approver, commander, lead]
`)
  await world.eli.says('/incident fix scale nqba-api replicas=6', { in: room })
  await world.bob.presses('Approve', { in: room })
  expect(await world.bob.presses('Approve', { in: room })).toContain('approved this already')
  expect((await world.incident()).remediations[0]?.state).toBe('planned')
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('an exception that asks for more counts for whatever touches its target', async () => {
  const { world, room } = await startWith(`  exceptions:
    - because: Two pairs of eyes for the workers
      when: { targets: [nqba-worker] }
      count: 2
`)
  await world.ana.says('/incident fix set-config nqba-config LOG_LEVEL=debug restart=nqba-worker', {
    in: room,
  })
  expect((await world.incident()).remediations[0]?.approvalsNeeded).toBe(2)
})

test('a service says itself how long a request waits', async () => {
  const { world, room } = await startWith('  expireAfter: 3m\n')
  await world.eli.says('/incident fix scale nqba-worker replicas=6', { in: room })
  await world.pass(2 * 60_000, 10_000)
  expect((await world.incident()).remediations[0]?.state).toBe('planned')
  await world.pass(70_000, 10_000)
  expect((await world.incident()).remediations[0]?.state).toBe('expired')
})
