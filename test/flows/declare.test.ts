import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

test('one line opens a channel with the right people, a pinned card and the runbook', async () => {
  const { ana, bob, practice, until, incident } = await startWorld()

  await ana.says('/incident p0 nqba Dynex is down')
  await until(() => practice.workspace.calls().some(({ call }) => call === 'pins.add'))

  const { channel } = await incident()
  expect(channel?.name).toBe('inc-1-dynex-is-down')
  const room = channel?.name ?? ''
  expect(ana.hears()).toContain(`<#${channel?.id}>`)
  expect(bob.puppet.channel(room).members).toEqual(expect.arrayContaining([ana.id, bob.id]))
  expect(ana.sees(room)).toContain('Dynex is down')
  expect(ana.sees(room)).toContain('Immediate response')
  expect(ana.sees('incidents')).toContain('Dynex is down')
})
