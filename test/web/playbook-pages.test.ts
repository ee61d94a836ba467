import { expect, test } from 'vitest'
import { at } from './dynex-outage.ts'
import { site } from './site.ts'

test('every playbook is listed, and read with all that a machine does for it', async () => {
  const pages = await site(at('15:10:00'))
  const { text: list } = await pages.get('/playbooks')
  expect(list).toContain('href="/playbooks/nqba/dynex-outage"')
  expect(list).toContain('href="#qflare"')
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

test('a word of a title, a symptom, an alert or a step finds its playbooks', async () => {
  const pages = await site(at('15:10:00'))
  const found = async (query: string) => {
    const { text } = await pages.get(`/playbooks?q=${encodeURIComponent(query)}`)
    return [...text.matchAll(/href="\/playbooks\/([^"#/]+\/[^"#]+)"/g)].map(([, id]) => id)
  }
  expect(await found('DynexDown')).toEqual(['nqba/dynex-outage'])
  expect(await found('ROUTE classical nqba')).toEqual(['nqba/dynex-outage'])
  expect(await found('no such thing anywhere')).toEqual([])
  expect((await pages.get('/playbooks?q=<b>')).text).toContain('No playbook has')
  expect((await pages.get('/playbooks?q=<b>')).text).not.toContain('<b>')
})

test('commands in the details are set as code, and a playbook that is named is one click away', async () => {
  const { text } = await (await site(at('15:10:00'))).get('/playbooks/nqba/p0-response')
  expect(text).toContain('<a href="/playbooks/nqba/dynex-outage"><code>/incident run dynex-outage</code></a>')
})

test('a playbook that is not there is not found', async () => {
  const pages = await site(at('15:10:00'))
  expect((await pages.get('/playbooks/nqba/no-such-thing')).status).toBe(404)
})

test('a service tells what it promises, who is asked when, and what playbooks it has', async () => {
  const pages = await site(at('15:10:00'))
  const { status, text } = await pages.get('/playbooks/qflow')
  expect(status).toBe(200)
  for (const words of [
    'Critical. The whole service is out, or data is lost',
    'respond within 15m',
    'Level 2: Engineering Team',
    'engineering@example.com, #engineering-alerts',
    'P0 at once, P1 after 1h',
    'href="https://status.qflow.internal"',
    'href="/playbooks/qflow/data-corruption"',
  ])
    expect(text).toContain(words)
  expect((await pages.get('/playbooks')).text).toContain('href="/playbooks/qflow"')
  expect((await pages.get('/playbooks/no-such-service')).status).toBe(404)
})
