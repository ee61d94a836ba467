import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

test('a Dynex outage, from the first word to the post-mortem', async () => {
  const { ana, bob, until, incident, happened, muster } = await startWorld({ scenario: 'dynex-outage' })

  await ana.says('/incident p0 nqba Dynex is down')
  const room = (await until(async () => (await incident()).channel))?.name ?? ''
  await until(() => happened('check-finished'))
  await until(() => ana.finds(room, 'Does Dynex answer'))

  await ana.presses('incident.ack', { in: room })
  await ana.presses('step.fix', { in: room })
  await until(() => happened('remediation-planned'))
  await until(() => bob.finds(room, 'QUANTUM_FALLBACK_ENABLED'))

  expect(await ana.presses('remediation.approve', { in: room })).toContain('somebody else')
  await bob.presses('remediation.approve', { in: room })
  await until(() => happened('remediation-verified'))

  await ana.presses('incident.mitigated', { in: room })
  await ana.says('/incident resolve Dynex had a power failure', { in: room })
  await ana.submits(settling(await incident(), 'permanent'))
  await until(() => happened('postmortem-written'))
  const text = await muster.core.pages.read('postmortems/INC-1.md')

  expect(text).toContain('Dynex had a power failure')
})
