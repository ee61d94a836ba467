import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../src/domain/incident-event.ts'
import { ana, at, bob, entries } from './dynex-outage.ts'
import { processorTime } from './processor-time.ts'
import { site } from './site.ts'

const until = (type: TimelineEntry['event']['type']) =>
  entries.slice(0, entries.findIndex(({ event }) => event.type === type) + 1)

test('an incident’s page tells how it stands: people, clocks, steps, changes and the whole timeline', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record(entries)
  const { status, text } = await pages.get('/incidents/42')
  expect(status).toBe(200)
  expect(text).toContain('led by <strong>Chen Wei</strong>')
  expect(text).toContain('6m 19s of 5m')
  expect(text).toContain('<del>not set</del>')
  expect(text).toContain('approved by Bob Lindqvist, ')
  expect(text.match(/<li id="e\d+"/g)).toHaveLength(entries.length)
  expect(text).toContain(
    '<time datetime="2026-11-20T14:02:11.000Z" title="Friday 20 November 2026, 15:02:11 Europe/Berlin">15:02:11</time>',
  )
})

test('while people work on it the page follows by itself, newest first, until somebody keeps it still', async () => {
  const pages = await site(at('14:20:00'))
  await pages.record(until('mitigated'))
  const live = (await pages.get('/incidents/42')).text
  expect(live).toContain('<meta http-equiv="refresh" content="15">')
  expect(live.indexOf('marked it mitigated')).toBeLessThan(live.indexOf('declared P1'))
  expect(live).toContain('href="/incidents/42?still"')
  const still = (await pages.get('/incidents/42?still')).text
  expect(still).not.toContain('http-equiv="refresh"')
  expect(still).toContain('href="/incidents/42?still&amp;order=oldest#timeline"')
})

test('once resolved it reads from the beginning and does not reload', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record(entries)
  const { text } = await pages.get('/incidents/INC-42')
  expect(text).not.toContain('http-equiv="refresh"')
  expect(text.indexOf('declared P1')).toBeLessThan(text.indexOf('resolved it. Cause'))
})

test('an edited message reads as edited, and a deleted one has no words', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record(entries)
  const { text } = await pages.get('/incidents/42')
  expect(text).toContain('API back by 15:45 our time</q> (edited)')
  expect(text).not.toContain('API in a few minutes')
  expect(text).not.toContain('Only a rumour')
  expect(text).toContain('kept a message of <b>Chen Wei</b> that was deleted later')
})

test('what people typed shows as they typed it and is never markup', async () => {
  const pages = await site(at('15:10:00'))
  const typed = `<script>alert(1)</script> "><img src=x onerror=alert(1)> & 'x' \u202Egnp.exe`
  const shown =
    '&lt;script&gt;alert(1)&lt;/script&gt; &quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &#39;x&#39; gnp.exe'
  await pages.record(
    entries.map((entry) => {
      const { event } = entry
      if (event.type === 'declared') return { ...entry, event: { ...event, title: typed } }
      if (event.type === 'updated' || event.type === 'note-edited')
        return { ...entry, event: { ...event, text: typed } }
      if (event.type === 'check-finished')
        return { ...entry, event: { ...event, title: typed, summary: typed, evidence: [typed] } }
      if (event.type === 'channel-opened')
        return { ...entry, event: { ...event, channel: { id: 'C1', name: typed } } }
      if (event.type === 'noted' && event.source)
        return {
          ...entry,
          event: { ...event, source: { ...event.source, permalink: `https://x/"${typed}` } },
        }
      return entry
    }),
  )
  const { text } = await pages.get('/incidents/42')
  expect(text).not.toMatch(/<script|<img/)
  expect(text).not.toContain('onerror=alert(1)>')
  expect(text).toContain(`<h1>${shown}</h1>`)
  expect((await pages.get('/')).text).not.toMatch(/<script|<img/)
})

test('a timeline of 5,000 entries is drawn at once', async () => {
  const pages = await site(at('15:10:00'))
  const many = entries.slice(0, 1)
  for (let seq = 2; seq <= 5000; seq++)
    many.push({
      stream: 'incident-42',
      seq,
      at: new Date(Date.parse(at('14:03:00')) + seq * 100).toISOString(),
      actor: seq % 2 === 0 ? ana : bob,
      event: { type: 'noted', text: `note ${seq}` },
    })
  await pages.record(many)
  const { text } = await pages.get('/incidents/42')
  expect(text.match(/<li id="e\d+"/g)).toHaveLength(5000)
  expect(await processorTime(() => pages.get('/incidents/42'))).toBeLessThan(400)
})
