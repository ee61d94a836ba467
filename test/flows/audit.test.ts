import path from 'node:path'
import { expect, test } from 'vitest'
import { audit } from '../../db/audit.ts'
import { startWorld } from '../support/world.ts'
import { settling } from './support/settling.ts'

test('after a night of work every record stands as its events make it', async () => {
  const world = await startWorld({ scenario: 'dynex-outage' })
  const room = await world.declares('p0 nqba Dynex is down')
  await world.chen.says('/incident lock nqba-api 30m looking at it')
  await world.chen.says('/incident unlock nqba-api')
  await world.chen.says('/incident lock nqba-api 30m looking at it', { in: room })
  await world.eli.says('/incident fix scale nqba-worker replicas=6 because jobs pile up', { in: room })
  await world.bob.presses('Ask a question', { in: room })
  await world.bob.submits({ text: 'Is six enough? 🙂' })
  await world.bob.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  await world.ana.says('/incident sev p1', { in: room })
  await world.ana.says('/incident resolve The queue was full', { in: room })
  await world.ana.submits(
    settling(await world.incident(), 'keep', { owner: world.chen.id, until: '2026-11-19' }),
  )
  await world.ana.says('/handoff @bob')
  await world.ana.submits({})
  await world.settle()

  const found = await audit(`sqlite:${path.join(world.folder, 'muster.db')}`)
  expect(found).toMatchObject({ damage: [], otherwise: [] })
  expect(found.verdict?.broken).toBeUndefined()
  expect(found.verdict?.events).toBeGreaterThan(15)
})
