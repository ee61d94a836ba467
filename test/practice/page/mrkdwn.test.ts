import { expect, test } from 'vitest'
import type { Inline, TextBlock } from '../../../src/practice/page/app/text/ast.ts'
import { parseMrkdwn } from '../../../src/practice/page/app/text/mrkdwn.ts'

/** The inlines of a text that is one paragraph. */
function line(source: string): Inline[] {
  const blocks = parseMrkdwn(source)
  const [only] = blocks
  if (blocks.length !== 1 || only?.kind !== 'paragraph') throw new Error(`Not one paragraph: ${source}`)
  return only.inside
}
const text = (words: string): Inline => ({ kind: 'text', text: words })
const paragraph = (words: string): TextBlock => ({ kind: 'paragraph', inside: [text(words)] })

test('bold, italic, struck and code are told apart, also within each other', () => {
  expect(line('*down* since _03:07_, ~not~ `now`')).toEqual([
    { kind: 'bold', inside: [text('down')] },
    text(' since '),
    { kind: 'italic', inside: [text('03:07')] },
    text(', '),
    { kind: 'strike', inside: [text('not')] },
    text(' '),
    { kind: 'code', text: 'now' },
  ])
  expect(line('*very _bad_*')).toEqual([
    { kind: 'bold', inside: [text('very '), { kind: 'italic', inside: [text('bad')] }] },
  ])
})

test.each(['2 * 3 * 4', 'snake_case_name', 'a*b*c', '* not bold *', '~', '`', '**', '_ _', 'jobs_* fail_'])(
  'what only looks like styling stays as typed: %s',
  (typed) => expect(line(typed)).toEqual([text(typed)]),
)

test('a star inside code or a link closes nothing', () => {
  expect(line('*a `*` b*')).toEqual([
    { kind: 'bold', inside: [text('a '), { kind: 'code', text: '*' }, text(' b')] },
  ])
})

test('links carry their words, and addresses without words show themselves', () => {
  expect(line('<https://a.example/?x=1&amp;y=2|the board>')).toEqual([
    { kind: 'link', url: 'https://a.example/?x=1&y=2', inside: [text('the board')] },
  ])
  expect(line('<mailto:ana@example.com>')).toEqual([
    { kind: 'link', url: 'mailto:ana@example.com', inside: [text('ana@example.com')] },
  ])
})

test.each(['<javascript:alert(1)|click>', '<data:text/html,hi>', '<//evil.example>', '<vbscript:x>'])(
  'an address that could run something is no link: %s',
  (typed) => expect(line(typed).every((inline) => inline.kind === 'text')).toBe(true),
)

test('people, channels, groups and broadcasts are mentions', () => {
  expect(line('<@U1> <@U2|bob> <#C1|incidents> <!subteam^S1|@ops> <!here>')).toEqual([
    { kind: 'user', id: 'U1', label: '' },
    text(' '),
    { kind: 'user', id: 'U2', label: 'bob' },
    text(' '),
    { kind: 'channel', id: 'C1', label: 'incidents' },
    text(' '),
    { kind: 'group', id: 'S1', label: '@ops' },
    text(' '),
    { kind: 'broadcast', range: 'here' },
  ])
})

test('escaped text is text: it neither mentions nor links', () => {
  expect(line('&lt;!channel&gt; a &amp;amp; b')).toEqual([text('<!channel> a &amp; b')])
})

test('a date keeps its instant, its form and its fallback', () => {
  expect(line('<!date^1700000000^{time} ({ago})^https://a.example|then>')).toEqual([
    { kind: 'date', at: 1700000000, format: '{time} ({ago})', url: 'https://a.example', fallback: 'then' },
  ])
})

test('emoji are named, with their tone; a clock time is none', () => {
  expect(line(':rotating_light: :+1::skin-tone-3:')).toEqual([
    { kind: 'emoji', name: 'rotating_light', tone: '' },
    text(' '),
    { kind: 'emoji', name: '+1', tone: '3' },
  ])
  expect(line('at 3:07 PM')).toEqual([text('at 3:07 PM')])
})

test('quotes, lists and code blocks stand apart from the lines around them', () => {
  expect(parseMrkdwn('look:\n> one\n&gt; two\n• a\n• b\n```if (a &lt; b)\n  *go*```\ndone')).toEqual([
    paragraph('look:'),
    { kind: 'quote', inside: [paragraph('one\ntwo')] },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      indent: 0,
      items: [{ inside: [paragraph('a')] }, { inside: [paragraph('b')] }],
    },
    { kind: 'pre', text: 'if (a < b)\n  *go*' },
    paragraph('done'),
  ])
})

test('>>> quotes all that follows', () => {
  expect(parseMrkdwn('a\n>>> b\n\nc')).toEqual([
    paragraph('a'),
    { kind: 'quote', inside: [paragraph('b\n\nc')] },
  ])
})

test('numbered lines keep their first number', () => {
  expect(parseMrkdwn('3. c\n4. d')).toMatchObject([{ kind: 'list', ordered: true, start: 3 }])
})
