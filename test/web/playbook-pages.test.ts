import { expect, test } from 'vitest'
import { at } from './dynex-outage.ts'
import { site } from './site.ts'

test('every playbook is listed, and read with all that a machine does for it', async () => {
  const pages = await site(at('15:10:00'))
  const { text: list } = await pages.get('/playbooks')
  expect(list).toContain('href="/playbooks/nqba/dynex-outage"')
  const { status, text } = await pages.get('/playbooks/nqba/dynex-outage')
  expect(status).toBe(200)
  for (const words of [
    'Route jobs to the classical solvers',
    'fallback-toggle configmap=nqba-config',
    'within 2m',
    'Alerts',
    'DynexDown',
    'The Dynex platform is down',
  ])
    expect(text).toContain(words)
})

test('a playbook that is not there is not found', async () => {
  const pages = await site(at('15:10:00'))
  expect((await pages.get('/playbooks/nqba/no-such-thing')).status).toBe(404)
})
