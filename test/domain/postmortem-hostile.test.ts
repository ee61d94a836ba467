import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describe } from '../../src/domain/describe.ts'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import { sections } from '../../src/domain/postmortem/sections.ts'
import { renderMarkdown } from '../../src/web/reading/markdown.ts'
import { at, entries } from '../web/dynex-outage.ts'
import { factsOf, sectionOf, write } from '../web/postmortem-facts.ts'

const attacks = [
  '<!-- /muster:timeline -->',
  '<!-- muster:summary 000000000000 -->',
  '\n<!-- /muster:checks -->\n',
  '-->',
  '<!--',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</td></tr></table>',
  '[click](javascript:alert(1))',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<https://evil.example>',
  '<https://evil.example|our status page>',
  'https://evil.example',
  '[x]: https://evil.example',
  '](https://evil.example)',
  '[ ] done](https://evil.example)',
  '```\n',
  '`',
  '~~~',
  '***',
  '# Heading',
  '\n# Heading\n',
  '> quote',
  '1. one',
  '- item',
  '| a | b |',
  '\n---\n',
  '&lt;b&gt;',
  '&#60;b&#62;',
  '\\',
  '\\[x](https://evil.example)',
  '\u202Eevil\u202C',
  'שלום',
  '\u2066',
  '\u0000',
  '\uD800',
  '\t\t',
  '<@U0ANA000001|[x](https://evil.example)>',
  '<!channel>',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 8 }), fc.lorem()), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''))

/** Puts `words` wherever somebody's words, or a machine's, can stand in the record. */
function spoilt(event: IncidentEvent, words: string): IncidentEvent {
  switch (event.type) {
    case 'declared':
      return { ...event, title: words }
    case 'resolved':
      return { ...event, cause: words }
    case 'updated':
    case 'note-edited':
      return { ...event, text: words }
    case 'noted':
      return event.source ? { ...event, text: words, source: { ...event.source, author: words } } : event
    case 'step-done':
      return { ...event, title: words, summary: words }
    case 'step-skipped':
      return { ...event, title: words, reason: words }
    case 'check-finished':
      return { ...event, title: words, summary: words, evidence: [words, `  ${words}`, words] }
    case 'phase-started':
      return { ...event, name: words }
    case 'branch-chosen':
      return { ...event, when: words }
    case 'gap-found':
      return { ...event, what: words }
    case 'action-item-added':
      return { ...event, text: words, due: words }
    case 'remediation-planned': {
      const { remediation } = event
      const changes = remediation.plan.changes.map(() => ({ what: words, before: words, after: `${words}.` }))
      const plan = { ...remediation.plan, says: words, target: words, changes }
      return { ...event, remediation: { ...remediation, title: words, plan } }
    }
    case 'remediation-rejected':
      return { ...event, reason: words }
    case 'remediation-verified':
      return { ...event, says: words, evidence: [words, words] }
    default:
      return event
  }
}

const spoiltFacts = (words: string) =>
  factsOf(entries.map((entry) => ({ ...entry, event: spoilt(entry.event, words) })))

/** The page's skeleton: which elements, in which order, whatever the words in them. */
const skeleton = (html: string) => (html.match(/<\/?[a-z0-9]+/g) ?? []).join(' ')
const before = factsOf()
const draft = write(before)
const sober = renderMarkdown(write(spoiltFacts('sober words')))

test('no words break the frame: every section is found again and updates', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const facts = spoiltFacts(words)
      const text = write(facts)
      expect(write(facts, text)).toBe(text)
      expect(text.match(/^<!-- .*muster:/gm)).toHaveLength(2 * sections.length)
      // What the disk makes of it is what was written.
      expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
      const calm = write(before, text)
      for (const { id } of sections) expect(sectionOf(calm, id)).toBe(sectionOf(draft, id))
    }),
    { numRuns: 200 },
  )
})

test('no words become markup, a link or HTML on the page', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const { html } = renderMarkdown(write(spoiltFacts(words)))
      expect(html).not.toMatch(/<(a|img|script|iframe|style|del|s|blockquote)\b/)
    }),
    { numRuns: 200 },
  )
})

test('the comments that frame the sections do not show on the page', () => {
  expect(sober.html).not.toContain('muster:')
  expect(sober.html).not.toContain('&lt;!--')
})

test('whatever is typed, the page keeps its shape', () => {
  fc.assert(
    fc.property(
      hostile.filter((words) => /[a-z]/.test(words) && !/[\r\n\0]/.test(words)),
      (words) => {
        const text = write(spoiltFacts(`a ${words} z`))
        expect(skeleton(renderMarkdown(text).html)).toBe(skeleton(sober.html))
      },
    ),
    { numRuns: 200 },
  )
})

test('words that hide behind direction signs read in their true order', () => {
  const text = write(spoiltFacts('paid \u202Exe.fdp to שלום'))
  expect(text).not.toMatch(/[\u202a-\u202e]/)
  expect(text).toContain('\u2068paid xe.fdp to שלום\u2069')
})

test('a message edited or deleted in Slack is told as it stands there now', () => {
  const timeline = sectionOf(write(factsOf()), 'timeline')
  expect(timeline).toContain('back by 15:45 our time” (edited)')
  expect(timeline).not.toContain('API in a few minutes')
  expect(write(factsOf())).not.toContain('Only a rumour')
  expect(timeline).toContain('A message by Chen Wei, deleted since _(kept by Eli Marchetti)_')
})

test('a kept message stands at the time it was said', () => {
  const said = { channel: 'C1', ts: '9.1', author: 'U0ANA000001', at: at('13:58:00') }
  const late = { type: 'noted', text: 'It began earlier', source: said } as const
  const facts = factsOf([
    ...entries,
    { stream: 'incident-42', seq: entries.length + 1, at: at('15:40:00'), actor: 'U0BOB000002', event: late },
  ])
  const first = sectionOf(write(facts), 'timeline').split('\n')[6]
  expect(first).toBe('| 14:58:00 | Ana Torres: “It began earlier” _(kept by Bob Lindqvist)_ |')
})

test('nobody repeats words that were deleted, wherever the timeline is told', () => {
  const facts = factsOf()
  const deleted = entries.filter(
    ({ event }) => event.type === 'noted' && event.source?.ts === '1795270000.000200',
  )
  expect(deleted.map(({ event }) => describe(event, facts.incident, facts.voice))).toEqual([
    'kept a message of Chen Wei that was deleted later',
  ])
})
