import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('evidence whose message never comes is tried ever more rarely', async () => {
  const world = await startWorld()
  world.practice.faults.slack.order({
    call: 'chat.postMessage',
    fault: { kind: 'error', error: 'invalid_blocks' },
  })
  await world.declares('p0 nqba Dynex is down')
  await world.until(() => world.happened('check-finished'))

  await world.pass(2 * 60_000)

  const record = new Sqlite(path.join(world.folder, 'muster.db'), { readonly: true })
  const waiting = record.prepare(`select attempts from outbox where lane like 'evidence/%' and attempts > 0`)
  expect(waiting.pluck().get()).toBeLessThan(15)
  record.close()
})
