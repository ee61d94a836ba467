import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

test('the owners of a service are told, once and alone, which lines of its playbook broke', async () => {
  const playbooks = await ownPlaybooks()
  const world = await startWorld({ playbooks: playbooks.folder })
  const { library } = world.muster.core
  await playbooks.edit('nqba/dynex-outage.yml', (text) => text.replace('phases:', 'fases:'))

  await library.reload()
  await world.until(() => world.chen.hears().includes('The last good version stays in use'))
  expect(world.chen.hears()).toMatch(/dynex-outage\.yml has 2 mistakes[\s\S]+line \d+: [\s\S]+line \d+: /)
  expect(world.bob.hears()).not.toContain('dynex-outage.yml')
  const told = world.chen.hears()

  await playbooks.edit('nqba/dynex-outage.yml', (text) => `${text}\n# still broken\n`)
  await library.reload()
  await world.pass(5_000)
  expect(world.chen.hears()).toBe(told)
  expect(told.match(/dynex-outage\.yml/g)).toHaveLength(1)
})
