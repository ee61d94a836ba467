import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/domain/incident-event.ts'
import { sections } from '../../src/domain/postmortem/sections.ts'
import { at, bob, entries } from '../web/dynex-outage.ts'
import { factsOf, sectionOf, write } from '../web/postmortem-facts.ts'

const before = factsOf()
/** What happens while people write: an action item is done, another is added, the incident is closed. */
const later: IncidentEvent[] = [
  { type: 'action-item-changed', id: 'a2', done: true },
  { type: 'action-item-added', id: 'a3', text: 'Rehearse the fallback every month', assignee: bob },
  { type: 'closed' },
]
const after = factsOf([
  ...entries,
  ...later.map((event, n) => ({
    stream: 'incident-42',
    seq: entries.length + n + 1,
    at: at(`15:3${n}:00`),
    actor: bob,
    event,
  })),
])
const draft = write(before)
const windows = (text: string) => text.replaceAll('\n', '\r\n')

const ids = sections.map(({ id }) => id)
const anyLines = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.lorem()), {
  maxLength: 4,
})
/** What somebody types into the file; a line of theirs is not one of Muster’s comments. */
const writing = anyLines
  .map((lines) => lines.join('\n').toWellFormed())
  .filter((text) => !/<!--|-->/.test(text))

/** Places between lines where nothing of a section stands. */
const outside = (() => {
  const lines = draft.split('\n')
  let within = false
  return lines.flatMap((line, index) => {
    const opens = /^<!-- muster:/.test(line)
    const here = within || opens ? [] : [index]
    if (opens) within = true
    if (/^<!-- \/muster:/.test(line)) within = false
    return here
  })
})()

test('writing again from the same record changes nothing', () => {
  expect(write(before, draft)).toBe(draft)
  expect(write(before, windows(draft))).toBe(windows(draft))
})

test('what happened since appears in the sections nobody touched', () => {
  const text = write(after, draft)
  expect(text).not.toBe(draft)
  expect(text).toBe(write(after))
  expect(sectionOf(text, 'action-items')).toContain('Rehearse the fallback every month (Bob Lindqvist)')
})

test('a file with Windows line ends keeps them, also in what is new', () => {
  expect(write(after, windows(draft))).toBe(windows(write(after)))
})

test('what somebody writes outside the sections stays, wherever it is and whatever it says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...outside), writing, fc.boolean(), (place, words, crlf) => {
      const lines = draft.split('\n')
      const edited = [...lines.slice(0, place), words, ...lines.slice(place)].join('\n')
      const standing = crlf ? windows(edited) : edited
      expect(write(before, standing)).toBe(standing)
      const fresh = write(after).split('\n')
      const text = write(after, edited)
      expect(text).toContain(words)
      expect(text.length).toBe(fresh.join('\n').length + words.length + 1)
    }),
  )
})

test('a section somebody edited stays theirs to the letter, while the others follow the record', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ids), writing, fc.boolean(), (id, words, crlf) => {
      const own = sectionOf(draft, id)
      fc.pre(words.trim() !== '' && words !== own)
      const edited = draft.replace(
        `-->\n${own}\n<!-- /muster:${id} `,
        () => `-->\n${words}\n<!-- /muster:${id} `,
      )
      const standing = crlf ? windows(edited) : edited
      const text = write(after, standing)
      expect(sectionOf(text, id)).toBe(crlf ? windows(words) : words)
      const fresh = write(after)
      for (const other of ids.filter((one) => one !== id)) {
        const expected = sectionOf(fresh, other)
        expect(sectionOf(text, other)).toBe(crlf ? windows(expected) : expected)
      }
    }),
  )
})

test('a section somebody deleted does not come back', () => {
  const without = draft.replace(/## Severity[\s\S]*?<!-- \/muster:severity -->\n/, '')
  expect(without).not.toContain('muster:severity')
  expect(write(after, without)).not.toContain('muster:severity')
})

test('a section somebody emptied stays empty', () => {
  const empty = draft.replace(/(<!-- muster:people \w+ -->\n)[\s\S]*?\n(<!-- \/muster:people)/, '$1$2')
  expect(empty).not.toBe(draft)
  expect(write(before, empty)).toBe(empty)
})

test('an editor that trims line ends and adds a last newline has edited nothing', () => {
  const trimmed = `${draft.replace(/[ \t]+$/gm, '').trimEnd()}\n`
  expect(write(after, trimmed)).toBe(write(after))
})

test('a file cut off in the middle is left as it is there', () => {
  const cut = draft.slice(0, draft.indexOf('<!-- /muster:checks'))
  expect(sectionOf(write(after, cut), 'checks')).toBe('')
  expect(write(before, cut)).toBe(cut)
})
