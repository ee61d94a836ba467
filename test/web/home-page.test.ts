import { expect, test } from 'vitest'
import type { HandoffEvent } from '../../src/domain/handoff.ts'
import type { Recorded, TimelineEntry } from '../../src/domain/incident-event.ts'
import { ana, at, bob, entries } from './dynex-outage.ts'
import { site } from './site.ts'

const declared = (number: number, title: string, severity: 'p0' | 'p3'): TimelineEntry => ({
  stream: `incident-${number}`,
  seq: 1,
  at: at('14:00:00'),
  actor: ana,
  event: { type: 'declared', number, title, severity, service: 'nqba', commander: ana },
})

test('a quiet day says so, and how to declare', async () => {
  const { text } = await (await site(at('15:10:00'))).get('/')
  expect(text).toContain('Nothing is open.')
  expect(text).toContain('Lanternworks')
  expect(text).not.toContain('http-equiv="refresh"')
})

test('what is open comes first, the worst of it at the top; then what was resolved', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record(entries)
  await pages.record([declared(43, 'Everything is down', 'p0')])
  await pages.record([declared(44, 'A scratch', 'p3')])
  const { text } = await pages.get('/')
  const order = ['Everything is down', 'A scratch', 'Dynex is down'].map((title) => text.indexOf(title))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(text).toContain('open for 1h 10m')
  expect(text).toContain('href="/postmortems/42"')
})

test('a handoff nobody accepted yet stands open with its notes', async () => {
  const pages = await site(at('15:10:00'))
  const posted: Recorded<HandoffEvent> = {
    stream: 'handoff-1',
    seq: 1,
    at: at('15:00:00'),
    actor: ana,
    event: {
      type: 'handoff-posted',
      number: 1,
      notes: 'Watch the queue <b>tonight</b>',
      items: [{ kind: 'incident', incident: 'INC-42', text: 'next: ask <@U0ELI000005>' }],
      channel: 'shift-handoff',
      incoming: bob,
    },
  }
  await pages.recordHandoff([posted])
  const { text } = await pages.get('/')
  expect(text).toContain('Ana Torres → Bob Lindqvist')
  expect(text).toContain('<details open>')
  expect(text).toContain('next: ask Eli Marchetti')
  expect(text).toContain('Watch the queue &lt;b&gt;tonight&lt;/b&gt;')
})
