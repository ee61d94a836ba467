import { expect, test } from 'vitest'
import { Unavailable } from '../../src/app/ports/failures.ts'
import { startWorld, type World } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const scaleTo6 = '/incident fix scale nqba-worker replicas=6'

const first = async (world: World) => (await world.incident()).remediations[0]

/** NQBA, where a P0 asks for two approvals. */
const twoInP0 = () =>
  ownPlaybooks({
    'nqba/service.yml': (text) => text.replace(/^ {2}p0: \{.*\}$/m, '  p0: { count: 2, roles: [approver] }'),
  })

test('a request that waits while its incident gets worse needs what the worse one asks for', async () => {
  const world = await startWorld({ playbooks: (await twoInP0()).folder })
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaleTo6, { in: room })
  await world.ana.says('/incident sev p0', { in: room })
  await world.chen.presses('Approve', { in: room })
  expect(await first(world)).toMatchObject({ state: 'planned', approvalsNeeded: 2 })
  await world.settle()
  expect(world.ana.sees(room)).toContain('1 of 2 approvals')
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('a milder severity makes a request that waits no easier to approve, and no harder', async () => {
  const world = await startWorld()
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaleTo6, { in: room })
  await world.ana.says('/incident sev p3', { in: room })
  expect(await world.ana.presses('Approve', { in: room })).toContain('may approve this')
  await world.chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
})

test('what was allowed without approval is not made once its hours are over', async () => {
  const own = await ownPlaybooks({
    'nqba/service.yml': (text) =>
      text.replace(
        /^(approvals:\n(?: {2}p\d.*\n)+)(?: {2}.*\n)*/m,
        `$1  exceptions:
    - because: Low risk is agreed for the night of the move
      when: { risks: [low], during: { days: [tue], from: "03:00", to: "03:12" } }
      count: 0
`,
      ),
  })
  const world = await startWorld({ playbooks: own.folder })
  const { instruments } = world.muster.core
  const { cluster } = instruments
  let looks = 0
  let cut = true
  const until: typeof cluster.until = (signal) => {
    looks += 1
    // The plan sees the cluster; the second look does not, for a while.
    if (cut && looks > 1) throw new Unavailable('The cluster does not answer', { uncertain: false })
    return cluster.until(signal)
  }
  Object.assign(instruments, { cluster: { ...cluster, until } })
  const room = await world.declares('p1 nqba Results come late')
  await world.eli.says(scaleTo6, { in: room })
  await world.eli.presses('Run it', { in: room })
  expect(await first(world)).toMatchObject({ state: 'approved', approvalsNeeded: 0 })
  await world.pass(3 * 60_000, 5_000)
  cut = false
  await world.until(async () => ['verified', 'stale'].includes((await first(world))?.state ?? ''))
  expect(await first(world)).toMatchObject({
    state: 'stale',
    outcome: 'It needs 1 approval by now, and has none',
  })
  expect(await world.happened('remediation-started')).toBe(false)
})
