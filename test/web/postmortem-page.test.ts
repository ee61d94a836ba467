import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../src/domain/incident-event.ts'
import { at, entries } from './dynex-outage.ts'
import { factsOf, write } from './postmortem-facts.ts'
import { site } from './site.ts'

const path = 'postmortems/INC-42.md'
const written: TimelineEntry = {
  stream: 'incident-42',
  seq: entries.length + 1,
  at: at('14:54:31'),
  actor: 'muster',
  event: { type: 'postmortem-written', path },
}

async function withPostmortem(text = write(factsOf())) {
  const pages = await site(at('15:10:00'))
  await pages.record([...entries, written])
  await pages.sources.pages.write(path, text)
  return pages
}

test('the post-mortem is a page with its contents, and no trace of the comments', async () => {
  const pages = await withPostmortem()
  for (const address of ['/postmortems/42', '/postmortems/INC-42']) {
    const { status, text } = await pages.get(address)
    expect(status).toBe(200)
    expect(text).toContain('<a href="#s-what-was-changed">What was changed</a>')
    expect(text).toContain('<h2 id="s-what-was-changed">What was changed</h2>')
    expect(text).toContain('class="task">☐ Ask Dynex')
    expect(text).not.toContain('muster:')
    expect(text).not.toContain('&lt;!--')
  }
})

test('the Markdown itself is to be had as it stands in the file', async () => {
  const pages = await withPostmortem()
  const { headers, text } = await pages.get('/postmortems/42.md')
  expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(text).toBe(write(factsOf()))
})

test('what people write shows: links and comments as Markdown has them, HTML as text', async () => {
  const pages = await withPostmortem(
    [
      '# Ours\n\nSee [the graph](https://grafana.example/d/1) and [this](javascript:alert(1)).',
      '<!-- a note\nto ourselves -->',
      '<script>alert(1)</script>',
      '```\n<!-- shown, for it is code -->\n```',
      'Text <!-- in a line --> stays.',
      '<!-- never ended',
    ].join('\n\n'),
  )
  const { text } = await pages.get('/postmortems/42')
  expect(text).toContain('<a href="https://grafana.example/d/1">the graph</a>')
  expect(text).not.toContain('href="javascript')
  expect(text).not.toContain('to ourselves')
  expect(text).not.toContain('<script>')
  expect(text).toContain('&lt;!-- shown, for it is code --&gt;')
  expect(text).toContain('Text &lt;!-- in a line --&gt; stays.')
  expect(text).toContain('&lt;!-- never ended')
})

test('before it is resolved, the address says when there will be a post-mortem', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record(entries.slice(0, 5))
  const { status, text } = await pages.get('/postmortems/42')
  expect(status).toBe(404)
  expect(text).toContain('INC-42 is declared: its post-mortem is written when it is resolved.')
})

test('a file that somebody removed is missed by name', async () => {
  const pages = await site(at('15:10:00'))
  await pages.record([...entries, written])
  const { status, text } = await pages.get('/postmortems/42')
  expect(status).toBe(404)
  expect(text).toContain('postmortems/INC-42.md is gone')
})
